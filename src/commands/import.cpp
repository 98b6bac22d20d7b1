#include "commands/import.h"

#include <ostream>

#include "commands/exit_status.h"
#include "commands/input.h"
#include "reading/json_feed_writer.h"
#include "reading/news_reader.h"

namespace commands {

int run_import(const std::string& file, std::istream& standard_input, std::ostream& out, std::ostream& err) {
  const auto input = read_input(file, standard_input);
  if (!input.has_value()) {
    write(input.error(), err);
    return failure;
  }
  const auto result = reading::read_news(input.value().bytes, input.value().charset, input.value().url());
  write(result.has_value() ? result.value().warnings : result.error(), input.value().name, err);
  if (!result.has_value()) return failure;
  out << reading::json_feed_text(result.value().feed);
  return success;
}

}  // namespace commands
