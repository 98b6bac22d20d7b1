// reading/odd_day.h - days that are valid and surely not meant.
#pragma once

#include <optional>
#include <string>

#include "news/date.h"

namespace reading {

// The words of a warning for a day before 1970, or more than a year after today (UTC); nothing for other days.
std::optional<std::string> problem_with_day(news::Date day);

}  // namespace reading
