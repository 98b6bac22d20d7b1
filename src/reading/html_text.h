// reading/html_text.h - HTML reduced to plain text by a real HTML parser.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace reading {

// Nested or unclosed elements cost a parser more than their number; no news item has so many tags.
inline constexpr std::size_t max_tags = 2000;

// What a reader sees: no head, script, style, template or comment; entities decoded; a space around each block and for
// each line break. Spaces are not folded. `html` is UTF-8. Nothing where it has more than max_tags tags.
std::optional<std::string> html_to_text(std::string_view html);

}  // namespace reading
