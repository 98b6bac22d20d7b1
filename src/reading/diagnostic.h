// reading/diagnostic.h - describes a fault in a file: what is wrong, where, and what would be
// right.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace reading {

struct Diagnostic {
  enum class Severity { warning, error };

  Severity severity = Severity::error;
  std::size_t line = 0;    // from 1; 0: the whole file
  std::size_t column = 0;  // from 1, in bytes; 0: the whole line
  std::string pointer;     // RFC 6901, "/items/6/url"; "" if the file is not JSON or for the whole file
  std::string message;     // says what is wrong, then what would be right; lower case, no full stop
  std::string excerpt{};   // of an error with a column: the line, with a mark below the place (marked_line.h); ""
};

using Diagnostics = std::vector<Diagnostic>;  // in the order of the file

// FILE:LINE:COLUMN: error: MESSAGE [POINTER], the format of compilers. Parts that are 0 or "" are
// left out.
std::string to_string(const Diagnostic& diagnostic, std::string_view file);

}  // namespace reading
