// rendering/feed_page.h - the input of every feed format.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "news/feed.h"

namespace rendering {

// A page of a feed. URLs are absolute. A URL that is "" is left out.
struct FeedPage {
  const news::Feed& feed;
  std::vector<std::size_t> places;  // of the page's items, in the page's order
  std::string feed_url;             // of this page, in this format
  std::string previous_url;
  std::string next_url;
  std::string home_url;         // the feed's own; otherwise the first page of this server
  std::string item_url_prefix;  // this and the item's path make the URL of the item's own page
};

// When an item was last changed, in seconds since 1970: modified, otherwise published, otherwise
// its first day. 0 if it has no date. Depends only on the content, so that all replicas agree.
std::int64_t updated(const news::Item& item);
std::int64_t updated(const FeedPage& page);  // the newest of its items; if they have no date, the newest of the feed
std::int64_t published(const news::Item& item);

// The page that a reader should open: the item's URL if it has http or https; otherwise the item's
// own page.
std::string link_of(const FeedPage& page, const news::Item& item);
std::string own_page(const FeedPage& page, const news::Item& item);

// The id of the item for feed readers: its id if that is a lasting URI (http, https, urn, tag);
// otherwise the URL of its own page.
std::string identity(const FeedPage& page, const news::Item& item);

}  // namespace rendering
