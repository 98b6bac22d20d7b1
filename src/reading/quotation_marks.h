// reading/quotation_marks.h - checks that each quotation in a text is closed by the right mark.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace reading {

// The first unbalanced mark, and what would be right. Nothing if all marks are balanced. Pairs are
// “ ”, „ “ or „ ” and " ". A straight mark and a curly one are not a pair. ' ‘ ’ are also
// apostrophes, so they are ignored.
std::optional<std::string> unbalanced_quotation(std::string_view text);

}  // namespace reading
