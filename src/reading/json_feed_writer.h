// reading/json_feed_writer.h - writes an imported page as a news file (JSON Feed 1.1 with
// `_latest_news`) that people can keep and edit.
#pragma once

#include <string>

#include "news/feed.h"

namespace reading {

// Indented by two spaces, with unescaped UTF-8 and a newline at the end. The same feed gives the
// same bytes. Writes what an imported page has: title, language, and each item's id, title, text
// and days. Invents no URL.
std::string json_feed_text(const news::Feed& feed);

}  // namespace reading
