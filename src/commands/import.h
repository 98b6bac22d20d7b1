// commands/import.h - `latest-news import PAGE.txt`: makes the office's page into a news file.
#pragma once

#include <iosfwd>
#include <string>

namespace commands {

// Writes the news file to `out`, and what is wrong with the page to `err`. "-" means standard
// input. Exit status: 0, also with warnings; 1: the page has errors and nothing is written to
// `out`, or it cannot be read.
int run_import(const std::string& file, std::istream& standard_input, std::ostream& out, std::ostream& err);

}  // namespace commands
