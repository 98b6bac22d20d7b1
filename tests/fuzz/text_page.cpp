// fuzz/text_page.cpp - a page of plain text, as `import` reads it.
// Law: what `import` writes, `check` accepts, and it is the same feed; every diagnostic has its line.
// Input: the page.
#include "reading/text_page.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "reading/json_feed.h"
#include "reading/json_feed_writer.h"
#include "tests/fuzz/feeds.h"
#include "tests/fuzz/law.h"

namespace {

// Warnings about the author's text that import cannot correct: HTML in a text, a day of another century.
bool is_of_the_text(const std::string& message) {
  return message.find(" shown as ") != std::string::npos || message.ends_with("is the year right?");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto page = reading::read_text_page(bytes);
  fuzz::check_diagnostics(page.has_value() ? page.value().warnings : page.error(), bytes, fuzz::Columns::some);
  if (!page.has_value()) {
    fuzz::holds(!page.error().empty(), "a page that is refused has an error", bytes);
    return 0;
  }
  const auto written = reading::json_feed_text(page.value().feed);
  const auto checked = reading::read_json_feed(written);
  if (!checked.has_value()) {
    fuzz::broken("check accepts what import writes",
                 reading::to_string(checked.error().front(), "news.json") + " in " + written);
  }
  for (const auto& warning : checked.value().warnings) {
    fuzz::holds(is_of_the_text(warning.message), "check has no warning about what import writes", written);
  }
  fuzz::same(fuzz::described(page.value().feed), fuzz::described(checked.value().feed),
             "check reads the feed that import wrote");
  return 0;
}
