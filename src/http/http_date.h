// http/http_date.h - dates in the format of HTTP (RFC 9110, section 5.6.7), always in GMT.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace http {

// Makes "Tue, 15 Nov 1994 08:12:31 GMT" (IMF-fixdate), always 29 bytes. Takes seconds since 1970.
std::string format_http_date(std::int64_t seconds);

// Reads all three forms that a recipient must accept: IMF-fixdate, RFC 850's and asctime's. A
// two-digit year means the year within 50 years of `now`. Nothing if the text is not a date.
std::optional<std::int64_t> parse_http_date(std::string_view text, std::int64_t now);

}  // namespace http
