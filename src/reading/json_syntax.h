// reading/json_syntax.h - explains JSON syntax errors to the author of the file, and repairs
// harmless ones.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace reading {

struct SyntaxProblem {
  std::size_t offset;
  std::string message;  // what to change
};

// `offset` is where the parser stopped, `token` is what it read last, `said` is its own message.
SyntaxProblem json_syntax_problem(std::string_view bytes, std::size_t offset, const std::string& token,
                                  std::string_view said);

// Changes parts of `bytes` that the parser refuses but readers need not refuse. Half a surrogate
// pair becomes U+FFFD (RFC 8259, section 8.2). A number that does not fit into a double becomes 0
// (section 6). Offsets do not change. Returns whether anything was changed.
bool repair_json(std::string& bytes);

}  // namespace reading
