#include "rendering/icalendar.h"

#include <chrono>
#include <cstdio>
#include <string_view>

namespace rendering {
namespace {

constexpr std::size_t max_line_bytes = 75;  // section 3.1, without the line end

// Escapes text (section 3.3.11).
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') result += '\\';
    if (c == '\n') {
      result += "\\n";
    } else if (c != '\r') {
      result += c;
    }
  }
  return result;
}

std::string date(std::chrono::sys_days day) {
  const std::chrono::year_month_day parts(day);
  char text[40];
  std::snprintf(text, sizeof text, "%04d%02u%02u", static_cast<int>(parts.year()), static_cast<unsigned>(parts.month()),
                static_cast<unsigned>(parts.day()));
  return text;
}

std::string utc(std::int64_t seconds) {
  const std::chrono::sys_seconds time{std::chrono::seconds(seconds)};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::hh_mm_ss clock(time - day);
  char text[40];
  std::snprintf(text, sizeof text, "T%02d%02d%02dZ", static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  return date(day) + text;
}

void add_event(std::string& calendar, const FeedPage& page, const news::Item& item) {
  const auto add = [&calendar](const std::string& line) { add_icalendar_line(calendar, line); };
  add("BEGIN:VEVENT");
  add("UID:" + escaped(identity(page, item)));
  add("DTSTAMP:" + utc(updated(item)));
  add("DTSTART;VALUE=DATE:" + date(std::chrono::sys_days(item.days->first)));
  // The end is the day after the last one (section 3.6.1).
  add("DTEND;VALUE=DATE:" + date(std::chrono::sys_days(item.days->last) + std::chrono::days(1)));
  add("SUMMARY:" + escaped(item.title.empty() ? item.text : item.title));
  add("DESCRIPTION:" + escaped(item.summary.empty() ? item.text : item.summary));
  add("URL:" + link_of(page, item));
  if (!item.tags.empty()) {
    std::string tags;
    for (const auto& tag : item.tags) tags += (tags.empty() ? "" : ",") + escaped(tag);
    add("CATEGORIES:" + tags);
  }
  add("TRANSP:TRANSPARENT");
  add("END:VEVENT");
}

}  // namespace

// A character is never cut.
void add_icalendar_line(std::string& calendar, std::string_view line) {
  std::size_t room = max_line_bytes;
  while (line.size() > room) {
    auto size = room;
    while (size > 0 && (static_cast<unsigned char>(line[size]) & 0xC0) == 0x80) --size;
    calendar.append(line.substr(0, size)).append("\r\n ");
    line.remove_prefix(size);
    room = max_line_bytes - 1;
  }
  calendar.append(line).append("\r\n");
}

std::string icalendar(const FeedPage& page) {
  std::string calendar;
  const auto add = [&calendar](const std::string& line) { add_icalendar_line(calendar, line); };
  add("BEGIN:VCALENDAR");
  add("VERSION:2.0");
  add("PRODID:-//Latest News//latest-news//EN");
  add("CALSCALE:GREGORIAN");
  add("NAME:" + escaped(page.feed.title));
  add("X-WR-CALNAME:" + escaped(page.feed.title));
  add("SOURCE;VALUE=URI:" + page.feed_url);
  add("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
  for (const auto place : page.places) {
    const auto& item = page.feed.items[place];
    if (item.days) add_event(calendar, page, item);
  }
  add("END:VCALENDAR");
  return calendar;
}

}  // namespace rendering
