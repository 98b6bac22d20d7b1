// fuzz/feeds.h - for targets that read feeds: the laws of diagnostics, and feeds as text to compare.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "news/feed.h"
#include "reading/diagnostic.h"
#include "reading/plain_text.h"
#include "tests/fuzz/law.h"

namespace fuzz {

// Whether every diagnostic names its column, or some are about a whole line.
enum class Columns { all, some };

// Each diagnostic has a line of the file and a column of that line, and is one line of text without control characters.
// Only the count of those that are not shown has no place.
inline void check_diagnostics(const reading::Diagnostics& diagnostics, std::string_view bytes, Columns columns) {
  for (const auto& diagnostic : diagnostics) {
    const auto text = reading::to_string(diagnostic, "file");
    holds(!reading::find_control(text) && text.find_first_of("\r\n\t") == std::string::npos,
          "a diagnostic is one line without control characters", text);
    if (diagnostic.line == 0 && diagnostic.message.starts_with("and ")) continue;
    holds(diagnostic.line >= 1, "a diagnostic has a line", text);
    holds(diagnostic.column >= 1 || columns == Columns::some, "a diagnostic has a column", text);
    std::size_t from = 0;
    for (std::size_t line = 1; line < diagnostic.line; ++line) {
      const auto next = reading::line_at(bytes, from).next;
      holds(next > from, "a diagnostic's line is in the file", text);
      from = next;
    }
    // One past the end of the line, where something is missing; two where the line ends in CR LF.
    const auto line = reading::line_at(bytes, from);
    const bool is_first = diagnostic.line == 1;
    const auto mark = is_first && bytes.starts_with(reading::byte_order_mark) ? reading::byte_order_mark.size() : 0;
    holds(diagnostic.column + mark <= std::max(line.next - from, line.text.size()) + 1,
          "a diagnostic's column is in its line", text);
  }
}

// `text` with "?" for U+FFFE and U+FFFF, which are no characters: parsers of HTML and XML drop or replace them.
inline std::string without_noncharacters(std::string text) {
  for (const std::string_view noncharacter : {"\uFFFE", "\uFFFF"}) {
    for (auto at = text.find(noncharacter); at != std::string::npos; at = text.find(noncharacter, at)) {
      text.replace(at, noncharacter.size(), "?");
    }
  }
  return text;
}

inline std::string described(const news::Item& item) {
  std::string text = "item " + item.id + "\ntitle " + item.title + "\ntext " + item.text + "\nsummary " + item.summary +
                     "\nurl " + item.url + "\npublished " + item.date_published + "\nmodified " + item.date_modified +
                     "\nlanguage " + item.language;
  if (item.days) text += "\ndays " + news::to_string(item.days->first) + " " + news::to_string(item.days->last);
  for (const auto& tag : item.tags) text += "\ntag " + tag;
  return text;
}

// Every field of a feed, one a line: what differs is seen at once.
inline std::string described(const news::Feed& feed) {
  std::string text = "feed " + feed.title + "\nhome " + feed.home_page_url + "\ndescription " + feed.description +
                     "\nlanguage " + feed.language;
  for (const auto& item : feed.items) text += "\n" + described(item);
  return text;
}

}  // namespace fuzz
