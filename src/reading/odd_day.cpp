#include "reading/odd_day.h"

#include <chrono>

namespace reading {

std::optional<std::string> problem_with_day(news::Date day) {
  using std::chrono::years;
  const news::Date today(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  if (day.year() < std::chrono::year(1970)) {
    return news::to_string(day) + " is before 1970: is the year right?";
  }
  if (day > today + years(1)) return news::to_string(day) + " is more than a year ahead: is the year right?";
  return std::nullopt;
}

}  // namespace reading
