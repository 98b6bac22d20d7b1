// news/date.h - a day, and a range of days, of the proleptic Gregorian calendar. Knows no clock, no
// time zone and no language.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace news {

// A day that exists: ok() is true for every Date made here. Years 0001 to 9999.
using Date = std::chrono::year_month_day;

// From the first day to the last day, both included; first <= last. They are equal for a single
// day.
struct Days {
  Date first;
  Date last;

  friend bool operator==(const Days&, const Days&) = default;
};

// The day. Nothing if it does not exist ("31 June") or if the year is outside 1 to 9999.
std::optional<Date> make_date(int year, unsigned month, unsigned day);

// Reads exactly YYYY-MM-DD (RFC 3339, section 5.6, full-date). Nothing for any other text.
std::optional<Date> parse_date(std::string_view text);

// YYYY-MM-DD.
std::string to_string(Date date);

}  // namespace news
