// http/http_date.h - dates as HTTP writes them (RFC 9110, section 5.6.7), always in GMT.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace http {

// "Tue, 15 Nov 1994 08:12:31 GMT" (IMF-fixdate): 29 bytes. Seconds since 1970.
std::string format_http_date(std::int64_t seconds);

// All three forms that a recipient must take: IMF-fixdate, RFC 850's and asctime's. A two-digit year is the one within
// 50 years of `now`. Nothing where it is no date.
std::optional<std::int64_t> parse_http_date(std::string_view text, std::int64_t now);

}  // namespace http
