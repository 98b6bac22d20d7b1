#include "reading/html_text.h"

#include <algorithm>
#include <array>

#include "html_events.h"

namespace reading {
namespace {

// Sorted.
constexpr auto unseen =
    std::to_array<std::string_view>({"head", "iframe", "noembed", "noframes", "script", "style", "template", "title"});

// Phrasing elements: they continue the line. Any other element gets a space around it. Sorted.
constexpr auto inline_elements = std::to_array<std::string_view>(
    {"a",     "abbr", "acronym", "b",      "bdi", "bdo", "big",  "cite", "code",     "data", "del", "dfn",
     "em",    "font", "i",       "img",    "ins", "kbd", "mark", "nobr", "noscript", "q",    "s",   "samp",
     "small", "span", "strike",  "strong", "sub", "sup", "time", "tt",   "u",        "var",  "wbr"});

template <std::size_t count>
bool has(const std::array<std::string_view, count>& sorted, std::string_view name) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

class TextCollector {
 public:
  void start(std::string_view name, const xmlChar**) {
    if (has(unseen, name)) ++unseen_depth_;
    if (!has(inline_elements, name)) text(" ");
  }
  void end(std::string_view name) {
    if (!has(inline_elements, name)) text(" ");
    if (has(unseen, name)) --unseen_depth_;
  }
  void text(std::string_view text) {
    if (unseen_depth_ == 0) text_ += text;
  }

  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  std::size_t unseen_depth_ = 0;
};

// From 128 to 159. 0: the character does not exist.
constexpr std::array<char32_t, 32> windows_1252 = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                   0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append(std::string& text, char32_t c) {
  if (c < 0x800) {
    text += static_cast<char>(0xC0 | c >> 6);
  } else {
    text += static_cast<char>(0xE0 | c >> 12);
    text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
  }
  text += static_cast<char>(0x80 | (c & 0x3F));
}

}  // namespace

std::string with_windows_1252(const std::string& text) {
  std::string mapped;
  std::size_t from = 0;
  for (auto at = text.find('\xC2'); at != std::string::npos; at = text.find('\xC2', at + 2)) {
    const auto second = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0u;
    if (second < 0x80 || second > 0x9F || windows_1252[second - 0x80] == 0) continue;
    mapped.append(text, from, at - from);
    append(mapped, windows_1252[second - 0x80]);
    from = at + 2;
  }
  return from == 0 ? text : mapped.append(text, from);
}

std::string html_to_text(std::string_view html) {
  TextCollector collector;
  read_html_events(html, collector);
  return with_windows_1252(collector.take());
}

}  // namespace reading
