// reading/quotation_marks.h - whether each quotation in a text is closed by the mark that it was opened for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace reading {

// What is unbalanced first, and what would be right; nothing where all is well. Pairs are “ ”, „ “ or „ ” and " ".
// One opened by a straight mark and closed by a curly one is not balanced. ' ‘ ’ are apostrophes as well: not looked
// at.
std::optional<std::string> unbalanced_quotation(std::string_view text);

}  // namespace reading
