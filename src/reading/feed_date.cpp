#include "reading/feed_date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <variant>

#include "ascii.h"
#include "news/timestamp.h"
#include "news/words.h"
#include "reading/calendar_words.h"
#include "reading/day_line.h"
#include "reading/plain_text.h"

namespace reading {
namespace {

// Reads a text part by part, from its beginning.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool is_at_end() const { return text_.empty(); }
  void skip_spaces() {
    while (text_.starts_with(' ')) text_.remove_prefix(1);
  }
  bool take(char c) {
    if (!text_.starts_with(c)) return false;
    text_.remove_prefix(1);
    return true;
  }
  // A number with this many digits.
  std::optional<int> number(std::size_t least, std::size_t most) {
    std::size_t size = 0;
    while (size < text_.size() && is_digit(text_[size])) ++size;
    if (size < least || size > most) return std::nullopt;
    int value = 0;
    std::from_chars(text_.data(), text_.data() + size, value);
    text_.remove_prefix(size);
    return value;
  }
  std::string_view word() {
    std::size_t size = 0;
    while (size < text_.size() && is_alpha(text_[size])) ++size;
    const auto taken = text_.substr(0, size);
    text_.remove_prefix(size);
    return taken;
  }
  bool begins_with_digit() const { return !text_.empty() && is_digit(text_.front()); }

 private:
  std::string_view text_;
};

struct Time {
  int hour = 0;
  int minute = 0;
  int second = 0;
};

// "10:00", "10:00:00", "10:00:00.5". Hour 24 is midnight.
std::optional<Time> take_time(Scanner& scanner) {
  const auto hour = scanner.number(1, 2);
  if (!hour || !scanner.take(':')) return std::nullopt;
  const auto minute = scanner.number(2, 2);
  if (!minute) return std::nullopt;
  Time time{*hour, *minute, 0};
  if (scanner.take(':')) {
    const auto second = scanner.number(2, 2);
    if (!second) return std::nullopt;
    time.second = *second;
    if (scanner.take('.') || scanner.take(',')) scanner.number(1, 30);
  }
  if (time.hour > 24 || time.minute > 59 || time.second > 60) return std::nullopt;
  if (time.hour == 24) time = {23, 59, 59};
  time.second = std::min(time.second, 59);
  return time;
}

struct NamedZone {
  std::string_view name;
  int hours;
};

// The zones of RFC 822, section 5.1, and those of Europe.
constexpr auto named_zones = std::to_array<NamedZone>({{"EST", -5},
                                                       {"EDT", -4},
                                                       {"CST", -6},
                                                       {"CDT", -5},
                                                       {"MST", -7},
                                                       {"MDT", -6},
                                                       {"PST", -8},
                                                       {"PDT", -7},
                                                       {"CET", 1},
                                                       {"CEST", 2},
                                                       {"MEZ", 1},
                                                       {"MESZ", 2},
                                                       {"EET", 2},
                                                       {"EEST", 3},
                                                       {"WET", 0},
                                                       {"WEST", 1},
                                                       {"BST", 1},
                                                       {"IST", 1},
                                                       {"MSK", 3}});

// "Z", "GMT", "+02:00", "+0200", "+02", "EST", "GMT+2". An unknown name counts as UTC, as a
// military letter does (RFC 5322, section 4.3). "" if there is no zone.
std::string take_zone(Scanner& scanner) {
  scanner.skip_spaces();
  const auto name = scanner.word();
  int minutes = 0;
  for (const auto& zone : named_zones) {
    if (zone.name == name) minutes = zone.hours * 60;
  }
  const bool is_ahead = scanner.take('+');
  if (is_ahead || scanner.take('-')) {
    int hours = 0;
    int rest = 0;
    if (const auto four = scanner.number(3, 4)) {
      hours = *four / 100;
      rest = *four % 100;
    } else if (const auto two = scanner.number(1, 2)) {
      hours = *two;
      if (scanner.take(':')) rest = scanner.number(2, 2).value_or(0);
    } else {
      return "";
    }
    if (hours > 23 || rest > 59) return "";
    minutes = (is_ahead ? 1 : -1) * (hours * 60 + rest);
  } else if (name.empty()) {
    return "";
  }
  if (minutes == 0) return "Z";
  char text[16];
  const int size = minutes < 0 ? -minutes : minutes;
  std::snprintf(text, sizeof text, "%c%02d:%02d", minutes < 0 ? '-' : '+', size / 60, size % 60);
  return text;
}

std::string written(news::Date day, const Time& time, const std::string& zone) {
  char text[16];
  std::snprintf(text, sizeof text, "T%02d:%02d:%02d", time.hour, time.minute, time.second);
  return news::to_string(day) + text + (zone.empty() ? "Z" : zone);
}

// "2023-07-30", "2023-07-30T10:00:00+0200", "2023-07-30 10:00", "20230730T100000Z"
std::optional<FeedDate> read_iso_8601(std::string_view text) {
  Scanner scanner(text);
  std::optional<news::Date> day;
  if (text.size() >= 8 && std::all_of(text.begin(), text.begin() + 8, is_digit)) {
    if (text.size() > 8 && text[8] != 'T') return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t size) {
      int value = 0;
      std::from_chars(text.data() + at, text.data() + at + size, value);
      return value;
    };
    day = news::make_date(number(0, 4), static_cast<unsigned>(number(4, 2)), static_cast<unsigned>(number(6, 2)));
    if (!day) return std::nullopt;
    return FeedDate{*day, written(*day, {}, ""), false, false};
  }
  const auto year = scanner.number(4, 4);
  if (!year || !scanner.take('-')) return std::nullopt;
  const auto month = scanner.number(1, 2);
  if (!month || !scanner.take('-')) return std::nullopt;
  const auto number = scanner.number(1, 2);
  if (!number) return std::nullopt;
  day = news::make_date(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*number));
  if (!day) return std::nullopt;
  if (scanner.take('T') || scanner.take('t')) {
  } else {
    scanner.skip_spaces();
  }
  Time time;
  std::string zone;
  if (scanner.begins_with_digit()) {
    const auto read = take_time(scanner);
    if (!read) return std::nullopt;
    time = *read;
    zone = take_zone(scanner);
  } else if (!scanner.is_at_end()) {
    zone = take_zone(scanner);
  }
  if (!scanner.is_at_end()) return std::nullopt;
  return FeedDate{*day, written(*day, time, zone), false, false};
}

unsigned month_number(std::string_view word) { return find_month(news::fold(word)).number; }

// A year of two digits is 1970 or later. A year of three digits counts from 1900: a program once
// wrote such years (RFC 5322, 4.3).
std::optional<int> take_year(Scanner& scanner) {
  const auto year = scanner.number(2, 4);
  if (!year) return std::nullopt;
  if (*year < 70) return *year + 2000;
  return *year < 1000 ? *year + 1900 : *year;
}

// "Sun, 30 Jul 2023 10:00:00 +0200". The weekday is ignored, whether it is right or wrong.
std::optional<FeedDate> read_rfc_822(std::string_view text) {
  Scanner scanner(text);
  if (!scanner.begins_with_digit()) {
    if (scanner.word().empty()) return std::nullopt;
    scanner.take('.');
    if (!scanner.take(',')) return std::nullopt;
    scanner.skip_spaces();
  }
  const auto number = scanner.number(1, 2);
  if (!number) return std::nullopt;
  const auto separate = [&] {
    scanner.take('-');
    scanner.skip_spaces();
  };
  separate();
  const auto month = month_number(scanner.word());
  scanner.take('.');
  separate();
  const auto year = take_year(scanner);
  if (month == 0 || !year) return std::nullopt;
  const auto day = news::make_date(*year, month, static_cast<unsigned>(*number));
  if (!day) return std::nullopt;
  scanner.take(',');
  scanner.skip_spaces();
  Time time;
  std::string zone;
  const bool has_time = scanner.begins_with_digit();
  if (has_time) {
    const auto read = take_time(scanner);
    if (!read) return std::nullopt;
    time = *read;
    zone = take_zone(scanner);
  }
  // Text after the zone, such as "(CEST)", is ignored.
  return FeedDate{*day, written(*day, time, zone), false, has_time};
}

// "Thu Jan  1 01:02:03 2004", "Jul 30, 2023 10:00", "July 30th, 2023"
std::optional<FeedDate> read_month_first(std::string_view text) {
  Scanner scanner(text);
  auto word = scanner.word();
  scanner.take(',');
  scanner.skip_spaces();
  if (is_weekday(news::fold(word))) word = scanner.word();
  scanner.take('.');
  scanner.skip_spaces();
  const auto month = month_number(word);
  const auto number = scanner.number(1, 2);
  if (month == 0 || !number) return std::nullopt;
  scanner.take(',');
  scanner.skip_spaces();
  auto copy = scanner;
  Time time;
  if (const auto first = take_time(copy)) {
    time = *first;
    scanner = copy;
    scanner.skip_spaces();
    auto zone_first = scanner;
    if (!zone_first.word().empty()) scanner = zone_first;
    scanner.skip_spaces();
  }
  const auto year = scanner.number(4, 4);
  if (!year) return std::nullopt;
  scanner.take(',');
  scanner.skip_spaces();
  std::string zone;
  if (scanner.begins_with_digit()) {
    const auto read = take_time(scanner);
    if (!read) return std::nullopt;
    time = *read;
    zone = take_zone(scanner);
  }
  const auto day = news::make_date(*year, month, static_cast<unsigned>(*number));
  if (!day) return std::nullopt;
  return FeedDate{*day, written(*day, time, zone), false, false};
}

}  // namespace

std::optional<FeedDate> read_feed_date(std::string_view text) {
  constexpr std::size_t longest = 100;
  if (text.size() > longest) return std::nullopt;
  if (const auto moment = news::parse_timestamp(text)) return FeedDate{moment->day, std::string(text), true, false};
  const auto folded = fold_spaces(text);
  for (const auto& read : {read_iso_8601, read_rfc_822, read_month_first}) {
    if (auto date = read(folded)) return date;
  }
  const auto line = read_day_line(folded);
  if (const auto* found = std::get_if<Day>(&line)) {
    return FeedDate{found->days.first, written(found->days.first, {}, ""), false, false};
  }
  return std::nullopt;
}

}  // namespace reading
