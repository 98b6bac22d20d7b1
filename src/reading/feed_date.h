// reading/feed_date.h - dates as feeds really write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "news/date.h"

namespace reading {

struct FeedDate {
  news::Date day;       // as it is written, in its own time zone
  std::string rfc3339;  // "2023-07-30T10:00:00+02:00"; without a time: midnight; without a zone: "Z"
  bool is_rfc3339;      // it was written so
  bool is_rfc822;       // or so (RFC 822, section 5, with the years of RFC 1123), as RSS does
};

// Understood: RFC 3339; ISO 8601 with a space for the "T", without seconds, without a zone, with "+0200", or the day
// alone; RFC 822 with years of two digits, zone names, months in full and wrong weekdays; asctime; and days in words
// (day_line.h). Nothing for anything else, and for days that do not exist.
std::optional<FeedDate> read_feed_date(std::string_view text);

}  // namespace reading
