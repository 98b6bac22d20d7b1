// commands/check.h - `latest-news check FILE`: what is wrong with a news file.
#pragma once

#include <iosfwd>
#include <string>

namespace commands {

// Writes each problem and warning of the file to `err`, nothing where there is none. "-": standard input.
// Exit status: 0, also with warnings; 1: problems; 2: the file cannot be read.
int run_check(const std::string& file, std::istream& standard_input, std::ostream& err);

}  // namespace commands
