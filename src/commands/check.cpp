#include "commands/check.h"

#include <ostream>

#include "commands/exit_status.h"
#include "commands/input.h"
#include "reading/news_reader.h"

namespace commands {

int run_check(const std::string& file, std::istream& standard_input, std::ostream& err) {
  const auto input = read_input(file, standard_input);
  if (!input.has_value()) {
    write(input.error(), err);
    return failure;
  }
  const auto result = reading::read_news(input.value().bytes);
  write(result.has_value() ? result.value().warnings : result.error(), input.value().name, err);
  return result.has_value() ? success : failure;
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
