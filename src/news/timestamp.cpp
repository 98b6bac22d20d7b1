#include "news/timestamp.h"

#include <chrono>
#include <cstddef>

#include "ascii.h"

namespace news {
namespace {

// Two digits at `at`, up to `max`. -1 for any other text.
int two_digits(std::string_view text, std::size_t at, int max) {
  if (at + 2 > text.size() || !is_digit(text[at]) || !is_digit(text[at + 1])) return -1;
  const int value = (text[at] - '0') * 10 + (text[at + 1] - '0');
  return value <= max ? value : -1;
}

// The minutes ahead of UTC that "Z" or "+02:00" means.
std::optional<int> zone_offset(std::string_view zone) {
  if (zone == "Z" || zone == "z") return 0;
  if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') return std::nullopt;
  const int hours = two_digits(zone, 1, 23);
  const int minutes = two_digits(zone, 4, 59);
  if (hours < 0 || minutes < 0) return std::nullopt;
  return (zone[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

bool is_last_minute_of_month(std::chrono::sys_time<std::chrono::minutes> utc) {
  const auto next = utc + std::chrono::minutes{1};
  const auto next_day = std::chrono::floor<std::chrono::days>(next);
  return next == next_day && Date{next_day}.day() == std::chrono::day{1};
}

}  // namespace

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  constexpr std::size_t shortest = std::string_view("2023-06-20T00:00:00Z").size();
  if (text.size() < shortest || (text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':') {
    return std::nullopt;
  }
  const auto date = news::parse_date(text.substr(0, 10));
  const int hour = two_digits(text, 11, 23);
  const int minute = two_digits(text, 14, 59);
  const int second = two_digits(text, 17, 60);
  if (!date || hour < 0 || minute < 0 || second < 0) return std::nullopt;

  std::size_t at = 19;
  if (text[at] == '.') {
    const auto first_digit = ++at;
    while (at < text.size() && is_digit(text[at])) ++at;
    if (at == first_digit) return std::nullopt;
  }
  const auto zone = zone_offset(text.substr(at));
  if (!zone) return std::nullopt;
  const auto utc = std::chrono::sys_days{*date} + std::chrono::minutes{hour * 60 + minute - *zone};
  if (second == 60 && !is_last_minute_of_month(utc)) return std::nullopt;
  return Timestamp{*date, std::chrono::seconds(utc.time_since_epoch()).count() + second};
}

}  // namespace news
