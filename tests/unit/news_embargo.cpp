#include <doctest/doctest.h>

#include "news/embargo.h"
#include "news/timestamp.h"

namespace {

news::Item item(const char* publish, const char* expires) {
  news::Item made;
  made.id = "a";
  made.publish = publish;
  made.expires = expires;
  return made;
}

}  // namespace

TEST_CASE("embargo: an item is visible from its moment until it expires, in any time zone") {
  const auto nine = news::parse_timestamp("2023-06-20T09:00:00Z")->seconds;
  CHECK(news::is_visible(item("", ""), nine));
  CHECK_FALSE(news::is_visible(item("2023-06-20T09:00:01Z", ""), nine));
  CHECK(news::is_visible(item("2023-06-20T11:00:00+02:00", ""), nine));
  CHECK_FALSE(news::is_visible(item("", "2023-06-20T09:00:00Z"), nine));
  CHECK(news::is_visible(item("", "2023-06-20T09:00:01Z"), nine));
}

TEST_CASE("embargo: the next change is the first moment that is still to come") {
  const auto nine = news::parse_timestamp("2023-06-20T09:00:00Z")->seconds;
  news::Feed feed;
  feed.items = {item("2023-06-20T10:00:00Z", ""), item("", "2023-06-20T09:30:00Z"), item("2023-06-20T08:00:00Z", "")};
  CHECK(news::next_change(feed, nine) == nine + 1800);
  REQUIRE(news::waiting(feed, nine).size() == 1);
  CHECK(news::visible_feed(feed, nine).items.size() == 2);
  CHECK_FALSE(news::next_change(feed, nine + 3600));
}
