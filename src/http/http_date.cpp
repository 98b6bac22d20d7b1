#include "http/http_date.h"

#include <array>
#include <chrono>
#include <cstddef>

#include "http/syntax.h"

namespace http {
namespace {

constexpr std::array<std::string_view, 7> days = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                  "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

constexpr std::int64_t seconds_of_year_10000 = 253402300800;

// The parts of a date. All of them are case-sensitive (RFC 9110, section 5.6.7).
struct Fields {
  int day = 0, month = 0, year = 0, hour = 0, minute = 0, second = 0;
};

bool take(std::string_view& text, std::string_view expected) {
  if (text.substr(0, expected.size()) != expected) return false;
  text.remove_prefix(expected.size());
  return true;
}

bool take_number(std::string_view& text, std::size_t digits, int& number) {
  if (text.size() < digits) return false;
  number = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (!is_digit(text[i])) return false;
    number = number * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return true;
}

bool take_month(std::string_view& text, int& month) {
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (!take(text, months[i])) continue;
    month = static_cast<int>(i) + 1;
    return true;
  }
  return false;
}

bool take_time(std::string_view& text, Fields& fields) {
  return take_number(text, 2, fields.hour) && take(text, ":") && take_number(text, 2, fields.minute) &&
         take(text, ":") && take_number(text, 2, fields.second);
}

bool take_day_name(std::string_view& text, bool whole) {
  for (const auto day : days) {
    if (take(text, whole ? day : day.substr(0, 3))) return true;
  }
  return false;
}

bool is_imf_fixdate(std::string_view text, Fields& fields) {
  return take_day_name(text, false) && take(text, ", ") && take_number(text, 2, fields.day) && take(text, " ") &&
         take_month(text, fields.month) && take(text, " ") && take_number(text, 4, fields.year) && take(text, " ") &&
         take_time(text, fields) && text == " GMT";
}

bool is_rfc850(std::string_view text, Fields& fields) {
  return take_day_name(text, true) && take(text, ", ") && take_number(text, 2, fields.day) && take(text, "-") &&
         take_month(text, fields.month) && take(text, "-") && take_number(text, 2, fields.year) && take(text, " ") &&
         take_time(text, fields) && text == " GMT";
}

bool is_asctime(std::string_view text, Fields& fields) {
  return take_day_name(text, false) && take(text, " ") && take_month(text, fields.month) && take(text, " ") &&
         (take(text, " ") ? take_number(text, 1, fields.day) : take_number(text, 2, fields.day)) && take(text, " ") &&
         take_time(text, fields) && take(text, " ") && take_number(text, 4, fields.year) && text.empty();
}

std::optional<std::int64_t> to_seconds(const Fields& fields) {
  const std::chrono::year_month_day date(std::chrono::year(fields.year),
                                         std::chrono::month(static_cast<unsigned>(fields.month)),
                                         std::chrono::day(static_cast<unsigned>(fields.day)));
  // A leap second is written as :60 (RFC 9110, section 5.6.7, by RFC 5322).
  if (!date.ok() || fields.hour > 23 || fields.minute > 59 || fields.second > 60) return std::nullopt;
  const std::int64_t day_seconds = std::int64_t{std::chrono::sys_days(date).time_since_epoch().count()} * 86400;
  const auto seconds =
      day_seconds + std::int64_t{fields.hour} * 3600 + std::int64_t{fields.minute} * 60 + fields.second;
  // A leap second counts as the second after it. A date after 9999-12-31 could not be written
  // again.
  if (seconds >= seconds_of_year_10000) return std::nullopt;
  return seconds;
}

int year_of(std::int64_t seconds) {
  const auto day = std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(seconds)));
  return static_cast<int>(std::chrono::year_month_day(day).year());
}

void append_number(std::string& text, int number, int digits) {
  const auto plain = std::to_string(number);
  text.append(static_cast<std::size_t>(digits) > plain.size() ? static_cast<std::size_t>(digits) - plain.size() : 0,
              '0');
  text += plain;
}

}  // namespace

std::string format_http_date(std::int64_t seconds) {
  const auto instant = std::chrono::sys_seconds(std::chrono::seconds(seconds));
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(instant - day);
  std::string text;
  text.append(days[std::chrono::weekday(day).c_encoding()].substr(0, 3)).append(", ");
  append_number(text, static_cast<int>(static_cast<unsigned>(date.day())), 2);
  text.append(" ").append(months[static_cast<unsigned>(date.month()) - 1]).append(" ");
  append_number(text, static_cast<int>(date.year()), 4);
  text += ' ';
  append_number(text, static_cast<int>(time.hours().count()), 2);
  text += ':';
  append_number(text, static_cast<int>(time.minutes().count()), 2);
  text += ':';
  append_number(text, static_cast<int>(time.seconds().count()), 2);
  return text.append(" GMT");
}

std::optional<std::int64_t> parse_http_date(std::string_view text, std::int64_t now) {
  for (const auto has_form : {is_imf_fixdate, is_asctime}) {
    Fields fields;
    if (has_form(text, fields)) return to_seconds(fields);
  }
  Fields fields;
  if (!is_rfc850(text, fields)) return std::nullopt;
  const int this_year = year_of(now);
  fields.year += this_year - this_year % 100;
  // RFC 9110, section 5.6.7: a year more than 50 years ahead means the most recent past year with
  // the same last two digits. In 2099, 00 means 2100.
  if (fields.year > this_year + 50) fields.year -= 100;
  if (fields.year <= this_year - 50) fields.year += 100;
  return to_seconds(fields);
}

}  // namespace http
