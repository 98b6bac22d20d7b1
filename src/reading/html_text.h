// reading/html_text.h - HTML reduced to plain text by a real HTML parser.
#pragma once

#include <string>
#include <string_view>

namespace reading {

// What a reader sees: no head, script, style, template or comment; entities decoded; a space around each block and for
// each line break. Spaces are not folded. `html` is UTF-8.
std::string html_to_text(std::string_view html);

// Numeric references from 128 to 159 mean windows-1252 (HTML Standard, 13.2.5.80); libxml2 gives controls for them.
std::string with_windows_1252(const std::string& text);

}  // namespace reading
