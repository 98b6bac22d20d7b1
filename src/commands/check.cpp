#include "commands/check.h"

#include <array>
#include <cstddef>
#include <ctime>
#include <optional>
#include <ostream>
#include <string>

#include "commands/exit_status.h"
#include "commands/input.h"
#include "news/embargo.h"
#include "reading/news_reader.h"

namespace commands {

namespace {

std::string counted(std::size_t number, const std::string& word) {
  return std::to_string(number) + " " + word + (number == 1 ? "" : "s");
}

std::string in_words(news::Date day) {
  static constexpr auto months =
      std::to_array<const char*>({"January", "February", "March", "April", "May", "June", "July", "August", "September",
                                  "October", "November", "December"});
  return std::to_string(static_cast<unsigned>(day.day())) + " " + months[static_cast<unsigned>(day.month()) - 1] + " " +
         std::to_string(static_cast<int>(day.year()));
}

// "39 items, the newest of 30 July 2023, 7 warnings"
std::string summary_of(const news::Feed& feed, std::size_t waiting, std::size_t warnings) {
  std::optional<news::Date> newest;
  for (const auto& item : feed.items) {
    if (item.days && (!newest || *newest < item.days->first)) newest = item.days->first;
  }
  return counted(feed.items.size(), "item") + (newest ? ", the newest of " + in_words(*newest) : std::string()) +
         (waiting > 0 ? ", " + std::to_string(waiting) + " of them not to be seen yet" : std::string()) +
         (warnings > 0 ? ", " + counted(warnings, "warning") : std::string());
}

}  // namespace

int run_check(const CheckOptions& options, std::istream& standard_input, std::ostream& out, std::ostream& err) {
  const auto input = read_input(options.file, standard_input);
  if (!input.has_value()) {
    write(input.error(), err);
    return failure;
  }
  const auto result = reading::read_news(input.value().bytes, input.value().charset, input.value().url());
  write(result.has_value() ? result.value().warnings : result.error(), input.value().name, err);
  if (!result.has_value()) return failure;
  const auto& [feed, warnings] = result.value();
  if (!options.is_quiet) {
    const auto waiting = news::waiting(feed, std::time(nullptr));
    out << summary_of(feed, waiting.size(), warnings.size()) << '\n';
    for (const auto* item : waiting) out << "not to be seen yet: " << news::waiting_text(*item) << '\n';
  }
  return options.is_strict && !warnings.empty() ? failure : success;
}

int run_check(const Configuration& configuration, std::ostream& err) {
  const auto options = read_configuration(configuration);
  return options.has_value() ? success : refuse(options.error(), err);
}

int refuse(const Faults& faults, std::ostream& err) {
  for (const auto& fault : faults) err << fault << '\n';
  return wrong_usage;
}

}  // namespace commands
