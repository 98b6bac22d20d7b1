// fuzz/foreign_html.cpp - HTML that others wrote, reduced to text.
// Laws: the text of UTF-8 is UTF-8; text that is escaped as HTML comes back as it was.
// Input: HTML.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "news/words.h"
#include "reading/findings.h"
#include "reading/html_text.h"
#include "reading/plain_text.h"
#include "tests/fuzz/feeds.h"
#include "tests/fuzz/law.h"

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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // As the callers do: they have repaired the file.
  reading::Findings ignored;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto repaired = reading::repair_utf8(bytes, 0, ignored);
  const auto html = fuzz::without_noncharacters(std::string(repaired ? std::string_view(*repaired) : bytes));

  if (const auto text = reading::html_to_text(html)) {
    fuzz::holds(news::count_characters(*text).has_value(), "the text of UTF-8 is UTF-8", *text);
  }
  // HTML has no control characters that come back: NUL is dropped, others may be.
  if (reading::find_control(html)) return 0;
  const auto back = reading::html_to_text("<p>" + escaped(html) + "</p>");
  fuzz::holds(back.has_value(), "escaped text is read", html);
  fuzz::same(reading::fold_spaces(html), reading::fold_spaces(*back), "escaped text comes back as it was");
  return 0;
}
