// fuzz/json_feed.cpp - the news file.
// Laws: every diagnostic has its line and column; what is read, written and read again is the same feed.
// Input: the file.
#include "reading/json_feed.h"

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "rendering/json_feed.h"
#include "rendering/json_text.h"
#include "tests/fuzz/feeds.h"
#include "tests/fuzz/law.h"

namespace {

std::string written(const news::Feed& feed) {
  std::vector<std::size_t> all(feed.items.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return rendering::json_feed({feed, all, "", "", "", feed.home_page_url, ""});
}

// The writer gives an item with days a date_published, as other readers know no other date.
news::Feed with_publication_dates(news::Feed feed) {
  for (auto& item : feed.items) {
    if (item.days && item.date_published.empty()) {
      item.date_published = news::to_string(item.days->first) + "T00:00:00Z";
    }
  }
  return feed;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto read = reading::read_json_feed(bytes);
  fuzz::check_diagnostics(read.has_value() ? read.value().warnings : read.error(), bytes, fuzz::Columns::all);
  if (!read.has_value()) {
    fuzz::holds(!read.error().empty(), "a file that is refused has an error", bytes);
    return 0;
  }
  const auto text = written(read.value().feed);
  const auto again = reading::read_json_feed(text);
  if (!again.has_value()) {
    fuzz::broken("a feed that is read, then written, is read again",
                 reading::to_string(again.error().front(), "news.json") + " in " + text);
  }
  fuzz::same(fuzz::described(with_publication_dates(read.value().feed)), fuzz::described(again.value().feed),
             "a feed that is read, written and read again is the same");
  return 0;
}
