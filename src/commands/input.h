// commands/input.h - what commands that read one file have in common: its bytes, its name in messages, its diagnostics.
#pragma once

#include <iosfwd>
#include <string>

#include "reading/diagnostic.h"
#include "result.h"

namespace commands {

enum ExitStatus : int { success = 0, problems = 1, unusable = 2 };

struct Input {
  std::string name;  // as messages show it
  std::string bytes;
};

// "-": standard input. Error: the exit status; why has been written to `err`.
Result<Input, ExitStatus> read_input(const std::string& file, std::istream& standard_input, std::ostream& err);

void write(const reading::Diagnostics& diagnostics, const std::string& name, std::ostream& err);

}  // namespace commands
