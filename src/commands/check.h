// commands/check.h - `latest-news check`: what is wrong with a news file, or with the configuration of `serve`.
#pragma once

#include <iosfwd>
#include <string>

#include "commands/configuration.h"

namespace commands {

struct CheckOptions {
  std::string file;        // "-": standard input
  bool is_quiet = false;   // no line where all is well
  bool is_strict = false;  // warnings are errors
};

// Writes each problem and warning of the file to `err`, and one line to `out` where it can be served: "39 items, the
// newest of 30 July 2023, 7 warnings". Exit status: 0, also with warnings; 1: problems, or the file cannot be read.
int run_check(const CheckOptions& options, std::istream& standard_input, std::ostream& out, std::ostream& err);

// Writes each fault to `err`. Exit status: 0, or 2 if there are any.
int run_check(const Configuration& configuration, std::ostream& err);

// The same lines, for `serve`. Exit status: 2.
int refuse(const Faults& faults, std::ostream& err);

}  // namespace commands
