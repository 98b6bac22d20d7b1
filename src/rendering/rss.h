// rendering/rss.h - a feed as RSS 2.0 (rssboard.org/rss-specification).
#pragma once

#include <string>

#include "rendering/feed_page.h"

namespace rendering {

inline constexpr const char* rss_type = "application/rss+xml; charset=utf-8";

// Has an atom:link to itself and to the next page (RFC 5005). Texts with markup are in
// content:encoded.
std::string rss(const FeedPage& page);

}  // namespace rendering
