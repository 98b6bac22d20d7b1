// reading/day_line.h - recognises a line of a text page that is a day or a range of days.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "news/date.h"
#include "reading/calendar_words.h"

namespace reading {

// How a page writes days that have only numbers. 12/06/2023 is a day only if the page shows which
// number is the month.
enum class NumericOrder {
  unknown,
  day_first,    // the page has 30/07/2023
  month_first,  // the page has 07/30/2023
};

struct Day {
  news::Days days;
  std::string beside;       // the rest of the line, such as a place; "": nothing
  Languages languages = 0;  // the languages that have this month's word; 0: the month is a number
};

// The line has the form of a day but is not valid: the day does not exist, or the end is before the
// start.
struct WrongDay {
  std::string message;
};

// The line looks like a day but is not understood: "30 July", "12/06/2023", "June 2023", "12 June
// 2023 Library gets a roof". Where an item may begin, this is an error. Elsewhere it may be text
// ("16 Days 2023").
struct DoubtfulDay {
  std::string message;
};

struct Text {};

using DayLine = std::variant<Text, Day, WrongDay, DoubtfulDay>;

// `line` is UTF-8 with folded spaces. Understood in the languages of calendar_words.h:
// - day and month in either order: "30 July 2023", "July 30th, 2023", "1er juin 2023", "8. März 2023",
//   "12 de junio de 2023", "2023年7月30日"; ISO 8601 (2023-07-30);
// - only numbers: 30.07.2023; with / or -, if `order` or the numbers show which one is the month;
// - ranges of these, with a dash or a word between: "20-21 June 2023", "June 30 to July 2, 2023";
// - before the day: a bullet, "Posted on" and similar words, a weekday, a place; after it: a place.
DayLine read_day_line(std::string_view line, NumericOrder order = NumericOrder::unknown);

// What a line shows about the order of days in numbers. For example, 30/07/2023 can only be day
// first.
NumericOrder numeric_order_of(std::string_view line);

}  // namespace reading
