// rendering/locale.h - the words of a language and its formats of days, from
// widget/locales/LANGUAGE.json.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "news/date.h"
#include "rendering/look.h"
#include "rendering/templates.h"

namespace rendering {

// The format of a range of days: two texts, and the separator between them.
struct RangePattern {
  std::string first;
  std::string separator;
  std::string last;
};

// {day} is 1 to 31, {month} is a name from `months`, {year} has up to four digits.
struct DayPatterns {
  std::array<std::string, 12> months;
  std::string day;  // one day: "{day} {month} {year}"
  RangePattern range_within_month;
  RangePattern range_within_year;
  RangePattern range;
};

// All texts are plain and not escaped.
struct Locale {
  std::string language;                // BCP 47
  std::string name;                    // of the language, in the language: "Français"
  std::string direction;               // "ltr" or "rtl"
  std::array<std::string, 10> digits;  // of dates
  DayPatterns long_days;
  DayPatterns short_days;
  bool more_link = false;  // whether items with a title have a "more" link too
  std::string more;        // the words of a "more" link
  std::string more_label;  // its accessible name, with {title}; begins with `more` (WCAG 2.5.3)
  std::string label;       // the accessible name of the list, with {title}
  // What the list's accessible name adds for a selection of items, with {words}.
  std::string about;
  std::string without;
  std::string tagged;
  std::string since;
  std::string until;
  std::string page;
  // The texts for a list without items: the feed is empty, nothing matches, the page is past the
  // end.
  std::string empty;
  std::string nothing_found;
  std::string past_the_end;
  std::string added;        // says that {count} items were added
  std::string pages_label;  // the accessible name of the links to other pages
  std::string previous;
  std::string next;
  std::string home;           // the link to all news
  std::string all_languages;  // the link to the items of other languages
  std::string back;           // the link from an item's page to the list
};

// A date in words. `separator` and `last` are "" for one day.
struct DaysText {
  std::string first;
  std::string separator;
  std::string last;
};

// Throws std::out_of_range if the file is missing, or std::runtime_error, which names the file, if
// it has another structure.
Locale read_locale(const Files& files, std::string_view language);

// 30 July 2023 | 20–21 June 2023 | 30 June – 2 July 2023 | 30 December 2022 – 2 January 2023
// `format` must not be DateFormat::none.
DaysText days_text(const news::Days& days, const Locale& locale, DateFormat format = DateFormat::long_form);

// Replaces each {name} in `pattern` by its value, once and from left to right.
std::string fill(std::string_view pattern, const std::map<std::string_view, std::string_view>& values);

}  // namespace rendering
