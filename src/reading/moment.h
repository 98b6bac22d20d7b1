// reading/moment.h - a date-time of RFC 3339 (section 5.6), such as JSON Feed's date_published.
#pragma once

#include <optional>
#include <string_view>

#include "news/date.h"

namespace reading {

// The day that is written in it, in its own time zone; nothing where it is not a date-time or does not exist.
// A leap second, 23:59:60 UTC, exists at the end of any month (section 5.7).
std::optional<news::Date> day_of_moment(std::string_view text);

}  // namespace reading
