// news/date.h - a day, and a range of days, of the proleptic Gregorian calendar.
// Knows no clock, no time zone and no language.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace news {

// A day that exists: ok() holds for every Date made here. Years 0001 to 9999.
using Date = std::chrono::year_month_day;

// First day to last day, both included; first <= last. One day has both equal.
struct Days {
  Date first;
  Date last;

  friend bool operator==(const Days&, const Days&) = default;
};

// The day, or nothing where it does not exist ("31 June") or the year is outside 1 to 9999.
std::optional<Date> make_date(int year, unsigned month, unsigned day);

// Reads exactly YYYY-MM-DD (RFC 3339, section 5.6, full-date). Nothing for anything else.
std::optional<Date> parse_date(std::string_view text);

// YYYY-MM-DD.
std::string to_string(Date date);

}  // namespace news
