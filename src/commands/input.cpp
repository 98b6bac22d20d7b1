#include "commands/input.h"

#include <ostream>
#include <utility>

#include "reading/json_feed.h"
#include "sources/file.h"

namespace commands {

Result<Input, ExitStatus> read_input(const std::string& file, std::istream& standard_input, std::ostream& err) {
  const bool is_standard_input = file == "-";
  const std::string name = is_standard_input ? "<stdin>" : file;
  auto read = is_standard_input ? sources::read_stream(standard_input, name) : sources::read_file(file);
  if (read.has_value()) return Input{name, std::move(read).value()};
  if (read.error().kind == sources::FileError::Kind::unreadable) {
    err << "latest-news: " << read.error().message << '\n';
    return unusable;
  }
  write({{reading::Diagnostic::Severity::error, 0, 0, "", reading::too_large_message()}}, name, err);
  return problems;
}

void write(const reading::Diagnostics& diagnostics, const std::string& name, std::ostream& err) {
  for (const auto& diagnostic : diagnostics) err << reading::to_string(diagnostic, name) << '\n';
}

}  // namespace commands
