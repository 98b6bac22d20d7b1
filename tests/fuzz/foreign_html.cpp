// fuzz/foreign_html.cpp - HTML that others wrote, reduced to text.
// Laws: the text of UTF-8 is UTF-8; the markup has the elements of one table, well nested, and harmless links; text
// that is escaped as HTML comes back as it was. Input: HTML.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "news/words.h"
#include "reading/diagnostic_collector.h"
#include "reading/html_text.h"
#include "reading/plain_text.h"
#include "reading/rich_text.h"
#include "tests/fuzz/feeds.h"
#include "tests/fuzz/law.h"
#include "tests/fuzz/markup.h"

namespace {

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : text) {
    if (c == '<') {
      html += "&lt;";
    } else if (c == '>') {
      html += "&gt;";
    } else if (c == '&') {
      html += "&amp;";
    } else {
      html += c;
    }
  }
  return html;
}

// Well nested, with only the elements of read_rich_text()'s table, and with links of harmless schemes.
void check_markup(const std::string& markup) {
  static constexpr auto allowed = std::to_array<std::string_view>(
      {"a",   "blockquote", "br", "cite", "code", "dd", "del",    "dl",  "dt",  "em", "h2",
       "ins", "li",         "ol", "p",    "pre",  "q",  "strong", "sub", "sup", "ul"});
  std::vector<std::string> open;
  for (const auto& piece : fuzz::MarkupReader(markup).read()) {
    if (piece.name.empty()) continue;
    fuzz::holds(std::find(allowed.begin(), allowed.end(), piece.name) != allowed.end(), "an element of the table",
                markup);
    if (piece.is_end) {
      fuzz::holds(!open.empty() && open.back() == piece.name, "elements are well nested", markup);
      open.pop_back();
      continue;
    }
    if (piece.name != "br") open.push_back(piece.name);
    for (const auto& [name, value] : piece.attributes) {
      const bool is_link = name == "href" && (value.starts_with("http://") || value.starts_with("https://") ||
                                              value.starts_with("mailto:") || value.find("://") < 6);
      fuzz::holds(piece.name == "a" && (is_link || (name == "rel" && value == "noopener")), "an attribute of the table",
                  markup);
    }
  }
  fuzz::holds(open.empty(), "every element is closed", markup);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // As the callers do: they have repaired the file.
  reading::DiagnosticCollector ignored;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto repaired = reading::repair_utf8(bytes, 0, ignored);
  const auto html = fuzz::without_noncharacters(std::string(repaired ? std::string_view(*repaired) : bytes));

  const auto text = reading::html_to_text(html);
  fuzz::holds(news::count_characters(text).has_value(), "the text of UTF-8 is UTF-8", text);
  const auto rich = reading::read_rich_text(html, "https://news.example/");
  fuzz::holds(news::count_characters(rich.markup).has_value(), "the markup of UTF-8 is UTF-8", rich.markup);
  check_markup(rich.markup);
  // HTML cannot carry control characters: NUL is dropped, others may be.
  if (reading::find_control(html)) return 0;
  const auto back = reading::html_to_text("<p>" + escaped(html) + "</p>");
  fuzz::same(reading::fold_spaces(html), reading::fold_spaces(back), "escaped text comes back as it was");
  return 0;
}
