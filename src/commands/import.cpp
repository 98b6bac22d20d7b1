#include "commands/import.h"

#include <iostream>

#include "commands/input.h"
#include "reading/json_feed_writer.h"
#include "reading/text_page.h"

namespace commands {

int run_import(const std::string& file, std::istream& standard_input, std::ostream& out, std::ostream& err) {
  const auto input = read_input(file, standard_input, err);
  if (!input.has_value()) return input.error();
  const auto result = reading::read_text_page(input.value().bytes);
  write(result.has_value() ? result.value().warnings : result.error(), input.value().name, err);
  if (!result.has_value()) return problems;
  out << reading::json_feed_text(result.value().feed) << std::flush;
  if (out) return success;
  err << "error: the news file cannot be written to standard output\n";
  return problems;
}

int run_import(const std::string& file, std::ostream& out, std::ostream& err) {
  return run_import(file, std::cin, out, err);
}

}  // namespace commands
