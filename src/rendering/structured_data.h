// rendering/structured_data.h - schema.org as JSON-LD (W3C, JSON-LD 1.1), for search engines.
#pragma once

#include <string>

#include "rendering/feed_page.h"

namespace rendering {

// All results are JSON that can be put directly into a <script type="application/ld+json">.

// An item as a NewsArticle. `url` is the URL of the item's own page.
std::string news_article(const news::Feed& feed, const news::Item& item, const std::string& url);
// The items of a page as an ItemList.
std::string item_list(const FeedPage& page);

}  // namespace rendering
