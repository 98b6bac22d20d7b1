// commands/check.h - `latest-news check`: what is wrong with a news file, or with the configuration of `serve`.
#pragma once

#include <iosfwd>
#include <string>

#include "commands/configuration.h"

namespace commands {

// Writes each problem and warning of the file to `err`, nothing where there is none. "-": standard input.
// Exit status: 0, also with warnings; 1: problems, or the file cannot be read.
int run_check(const std::string& file, std::istream& standard_input, std::ostream& err);

// Writes each fault to `err`. Exit status: 0, or 2 if there are any.
int run_check(const Configuration& configuration, std::ostream& err);

// The same lines, for `serve`. Exit status: 2.
int refuse(const Faults& faults, std::ostream& err);

}  // namespace commands
