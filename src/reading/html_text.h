// reading/html_text.h - reduces HTML to plain text with a real HTML parser.
#pragma once

#include <string>
#include <string_view>

namespace reading {

// The text that a reader sees: without head, script, style, template and comments, and with decoded
// entities. There is a space around each block and for each line break. Spaces are not folded.
// `html` is UTF-8.
std::string html_to_text(std::string_view html);

// Numeric references from 128 to 159 mean windows-1252 (HTML Standard, 13.2.5.80). libxml2 makes
// controls from them.
std::string with_windows_1252(const std::string& text);

}  // namespace reading
