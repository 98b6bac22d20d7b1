// reading/json_syntax.h - what JSON's grammar refuses, told to the author of the file; and what it need not refuse.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace reading {

struct SyntaxProblem {
  std::size_t offset;
  std::string message;  // what to change
};

// `offset` is where the parser stopped, `token` what it read last, `said` its own words.
SyntaxProblem json_syntax_problem(std::string_view bytes, std::size_t offset, const std::string& token,
                                  std::string_view said);

// `bytes` with what the parser refuses and readers need not: half of a surrogate pair is U+FFFD (RFC 8259,
// section 8.2), and a number that no double holds is 0 (section 6). Offsets stay. Returns whether anything was changed.
bool mend_json(std::string& bytes);

}  // namespace reading
