// reading/encoding.h - converts bytes in any encoding to UTF-8, with iconv.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace reading {

// The encoding that is named by a byte order mark, by an XML declaration (XML 1.0, appendix F), or
// by `charset`, which may be from HTTP. "" if no encoding is named. A byte order mark comes first,
// then `charset`, then the declaration (RFC 7303, section 3).
std::string named_encoding(std::string_view bytes, std::string_view charset);

// Removes the byte order mark. Bytes that are not text in that encoding become U+FFFD. Nothing if
// the encoding is unknown.
std::optional<std::string> to_utf8(std::string_view bytes, const std::string& encoding);

// The most probable encoding of bytes that are not UTF-8: "windows-1252", "windows-1251",
// "UTF-16LE" ...
std::string guess_encoding(std::string_view bytes);

bool is_utf8(std::string_view bytes);

}  // namespace reading
