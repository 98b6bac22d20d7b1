// reading/feed_date.h - reads dates in the forms that real feeds have.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "news/date.h"

namespace reading {

struct FeedDate {
  news::Date day;       // as written, in its own time zone
  std::string rfc3339;  // "2023-07-30T10:00:00+02:00"; midnight if there is no time; "Z" if there is no zone
  bool is_rfc3339;      // the text had this form
  bool is_rfc822;       // or this form (RFC 822, section 5, with the years of RFC 1123), which RSS uses
};

// Understood: RFC 3339; ISO 8601 with a space instead of "T", without seconds, without a zone, with
// "+0200", or only the day; RFC 822 with two-digit years, zone names, full months and wrong
// weekdays; asctime; days in words (day_line.h). Nothing for any other text, and for days that do
// not exist.
std::optional<FeedDate> read_feed_date(std::string_view text);

}  // namespace reading
