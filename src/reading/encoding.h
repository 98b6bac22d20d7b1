// reading/encoding.h - bytes in any encoding to UTF-8, through iconv.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace reading {

// The encoding that the bytes name: by a byte order mark, by an XML declaration (XML 1.0, appendix F), else `charset`,
// such as that of HTTP; "" for none. A byte order mark counts most, then `charset`, then the declaration (RFC 7303,
// section 3).
std::string named_encoding(std::string_view bytes, std::string_view charset);

// Without a byte order mark. What is not text in that encoding becomes U+FFFD. Nothing for an encoding that is not
// known.
std::optional<std::string> to_utf8(std::string_view bytes, const std::string& encoding);

// What bytes that are no UTF-8 most probably are: "windows-1252", "windows-1251", "UTF-16LE" ...
std::string guess_encoding(std::string_view bytes);

bool is_utf8(std::string_view bytes);

}  // namespace reading
