// rendering/feed_page.h - what every format of a feed is written from.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "news/feed.h"

namespace rendering {

// A page of a feed. URLs are absolute; "" is left out.
struct FeedPage {
  const news::Feed& feed;
  std::vector<std::size_t> places;  // of its items, in the order of the page
  std::string feed_url;             // of this page, in this format
  std::string previous_url;
  std::string next_url;
  std::string home_url;         // the feed's own, else the first page of this server
  std::string item_url_prefix;  // of an item's own page: this and its path
};

// When an item was last changed, in seconds since 1970: modified, else published, else its first day; 0 if it says
// nothing. From the content alone, so that every replica says the same.
std::int64_t updated(const news::Item& item);
std::int64_t updated(const FeedPage& page);  // the newest of its items; of the feed's if they say nothing
std::int64_t published(const news::Item& item);

// Where a reader should go: the item's URL if it is one of the web, else its own page.
std::string link_of(const FeedPage& page, const news::Item& item);
std::string own_page(const FeedPage& page, const news::Item& item);

// What readers know the item by: its id if that is a URI that lasts (http, https, urn, tag), else its own page's URL.
std::string identity(const FeedPage& page, const news::Item& item);

}  // namespace rendering
