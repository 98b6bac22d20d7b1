// reading/json_feed_writer.h - what was imported as a news file (JSON Feed 1.1 with `_latest_news`), for people to keep
// and edit.
#pragma once

#include <string>

#include "news/feed.h"

namespace reading {

// Pretty, two spaces, UTF-8 as it is, a newline at the end; the same bytes for the same feed. Writes what an imported
// page has: title, language, and each item's id, title, text and days. No URL is invented.
std::string json_feed_text(const news::Feed& feed);

}  // namespace reading
