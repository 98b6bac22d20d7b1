#include <doctest/doctest.h>

#include "news/changes.h"

namespace {

news::Feed feed_of(const std::vector<std::string>& ids, const std::string& title) {
  news::Feed feed;
  for (const auto& id : ids) {
    feed.items.emplace_back();
    feed.items.back().id = id;
    feed.items.back().title = title;
  }
  return feed;
}

}  // namespace

TEST_CASE("changes: added, changed and removed items are found by id, at any place") {
  auto after = feed_of({"new", "c", "b", "newer"}, "old");
  after.items[2].tags = {"tag"};
  const auto changes = news::compare(feed_of({"a", "b", "c"}, "old"), after);
  CHECK(news::to_string(changes) == "2 came (new, newer), 1 changed (b), 1 went (a)");
}

TEST_CASE("changes: the text for no change, for few and for many") {
  const auto feed = feed_of({"a", "b"}, "");
  CHECK(news::to_string(news::compare(feed, feed)) == "no item came, changed or went");
  std::vector<std::string> ids;
  for (int number = 0; number < 12; ++number) ids.push_back(std::to_string(number));
  CHECK(news::to_string(news::compare({}, feed_of(ids, ""))) == "12 came (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, and 2 more)");
}
