#include "commands/check.h"

#include "commands/input.h"
#include "reading/json_feed.h"

namespace commands {

int run_check(const std::string& file, std::istream& standard_input, std::ostream& err) {
  const auto input = read_input(file, standard_input, err);
  if (!input.has_value()) return input.error();
  const auto result = reading::read_json_feed(input.value().bytes);
  write(result.has_value() ? result.value().warnings : result.error(), input.value().name, err);
  return result.has_value() ? success : problems;
}

}  // namespace commands
