// commands/check.h - `latest-news check`: finds what is wrong with a news file, or with the
// configuration of `serve`.
#pragma once

#include <iosfwd>
#include <string>

#include "commands/configuration.h"

namespace commands {

struct CheckOptions {
  std::string file;        // "-": standard input
  bool is_quiet = false;   // prints nothing if there is no problem
  bool is_strict = false;  // counts warnings as errors
};

// Writes each problem and warning of the file to `err`. If the file can be served, writes one line
// to `out`: "39 items, the newest of 30 July 2023, 7 warnings". Exit status: 0, also with warnings;
// 1: there are problems, or the file cannot be read.
int run_check(const CheckOptions& options, std::istream& standard_input, std::ostream& out, std::ostream& err);

// Writes each fault to `err`. Exit status: 0; 2: there are faults.
int run_check(const Configuration& configuration, std::ostream& err);

// Writes the same lines, for `serve`. Exit status: 2.
int refuse(const Faults& faults, std::ostream& err);

}  // namespace commands
