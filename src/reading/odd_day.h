// reading/odd_day.h - finds days that are valid but surely a mistake.
#pragma once

#include <optional>
#include <string>

#include "news/date.h"

namespace reading {

// The text of a warning for a day before 1970, or more than a year after today (UTC). Nothing for
// other days.
std::optional<std::string> problem_with_day(news::Date day);

}  // namespace reading
