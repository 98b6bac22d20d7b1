// news/timestamp.h - a date-time of RFC 3339 (section 5.6), such as JSON Feed's date_published.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "news/date.h"

namespace news {

struct Timestamp {
  Date day;              // as written, in its own time zone
  std::int64_t seconds;  // since 1970, in UTC, without the fraction
};

// Nothing if the text is not a date-time or if the moment does not exist. A leap second, 23:59:60
// UTC, exists at the end of any month (section 5.7). It counts as the second after it.
std::optional<Timestamp> parse_timestamp(std::string_view text);

}  // namespace news
