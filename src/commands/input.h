// commands/input.h - a file that a command reads: its bytes, its name in messages, and its
// problems.
#pragma once

#include <iosfwd>
#include <string>

#include "reading/diagnostic.h"
#include "result.h"
#include "sources/file.h"

namespace commands {

struct Input {
  std::string name;  // as in messages
  std::string bytes;
  std::string charset = {};  // the encoding that HTTP named

  std::string url() const;  // the name if it is a URL; otherwise ""
};

// The reason why a file cannot be used.
struct InputProblem {
  std::string name;
  std::string unreadable;         // one line that names the file; "" if it can be read
  reading::Diagnostics findings;  // errors and warnings in the file
};

// `file` is a path, or a URL with http or https. Error: it cannot be read, or it is larger than
// reading::max_file_bytes.
Result<Input, InputProblem> read_input(const std::string& file, sources::FileType type = sources::FileType::any);

// The same; "-" is `standard_input`.
Result<Input, InputProblem> read_input(const std::string& file, std::istream& standard_input);

// Writes the whole problem, each message on its own line.
void write(const InputProblem& problem, std::ostream& err);
void write(const reading::Diagnostics& diagnostics, const std::string& name, std::ostream& err);

// The first error in one line, with the number of further errors.
std::string summary(const InputProblem& problem);

}  // namespace commands
