// rendering/json_feed.h - a feed as JSON Feed 1.1 (jsonfeed.org/version/1.1) with the extension `_latest_news`.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "rendering/feed_page.h"

namespace rendering {

inline constexpr const char* json_feed_type = "application/feed+json";

// The item as an element of `items`. An undated item has neither date_published nor `_latest_news`.
// An item without a URL gets the URL of its page: the prefix and its path. If the prefix is "", it
// gets no URL.
nlohmann::ordered_json json_item(const news::Item& item, std::string_view item_url_prefix);

std::string json_feed(const FeedPage& page);

}  // namespace rendering
