// rendering/json_feed.h - a feed as JSON Feed 1.1 (jsonfeed.org/version/1.1) with the extension `_latest_news`.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "news/feed.h"

namespace rendering {

// Where a feed and its page_links are: absolute URLs; "" is left out.
struct FeedAddresses {
  std::string feed_url;
  std::string next_url;
  std::string item_url_prefix;  // an item without a URL of its own is at this and its id; "": it gets none
};

// The item as an element of `items`. An undated item has neither date_published nor `_latest_news`.
nlohmann::ordered_json json_item(const news::Item& item, std::string_view item_url_prefix);

// The whole feed, with those of its items that are at `places`, in that order.
nlohmann::ordered_json json_feed(const news::Feed& feed, const std::vector<std::size_t>& places,
                                 const FeedAddresses& addresses);

}  // namespace rendering
