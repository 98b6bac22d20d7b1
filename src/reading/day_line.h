// reading/day_line.h - a line of the office's page that is a day or a range of days, and nothing else.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "news/date.h"

namespace reading {

// It has the shape of a day but is none: it does not exist, or its end precedes its start.
struct WrongDay {
  std::string message;
};

// It may be meant for a day, in a notation that is not read: "30th July 2023", "30 juillet 2023", "2023-07-30", "30
// July". Where a day is due it is an error; elsewhere it may as well be a title ("16 Days 2023").
struct DoubtfulDay {
  std::string message;
};

struct Text {};

// Days are "30 July 2023"; ranges "20-21 June 2023", "30 June - 2 July 2023", "30 December 2022 - 2 January 2023", with
// a hyphen, a dash or "to", spaces around a dash or none. Months are English, in full, in any case.
using DayLine = std::variant<Text, news::Days, WrongDay, DoubtfulDay>;

// `line` has its spaces folded. Only a line that is a day as a whole is one.
DayLine read_day_line(std::string_view line);

}  // namespace reading
