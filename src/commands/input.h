// commands/input.h - a file that a command reads: its bytes, its name in messages, and what is wrong with it.
#pragma once

#include <iosfwd>
#include <string>

#include "reading/diagnostic.h"
#include "result.h"
#include "sources/file.h"

namespace commands {

struct Input {
  std::string name;  // as messages show it
  std::string bytes;
  std::string charset = {};  // what HTTP said of the encoding

  std::string url() const;  // the name, if it is one; ""
};

// Why a file cannot be used.
struct InputProblem {
  std::string name;
  std::string unreadable;         // one line that names the file; "" if it can be read
  reading::Diagnostics findings;  // what is wrong in it, with its warnings
};

// `file`: a path, or a URL with http or https. Error: it cannot be read, or is larger than reading::max_file_bytes.
Result<Input, InputProblem> read_input(const std::string& file, sources::FileType type = sources::FileType::any);

// The same; "-" is `standard_input`.
Result<Input, InputProblem> read_input(const std::string& file, std::istream& standard_input);

// All of it, a line each.
void write(const InputProblem& problem, std::ostream& err);
void write(const reading::Diagnostics& diagnostics, const std::string& name, std::ostream& err);

// The first error, in one line, and how many more there are.
std::string summary(const InputProblem& problem);

}  // namespace commands
