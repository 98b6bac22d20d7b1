// reading/json_feed.h - the news file: bytes in, a checked feed or its faults out.
// JSON Feed 1.1 (jsonfeed.org/version/1.1) with the extension `_latest_news`. Knows no HTTP.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "news/feed.h"
#include "reading/diagnostic.h"
#include "result.h"

namespace reading {

inline constexpr std::size_t max_file_bytes = 64u << 20;  // a larger file is refused

// What to say of a larger one.
std::string too_large_message();

struct Reading {
  news::Feed feed;
  Diagnostics warnings;
};

// `bytes` is UTF-8, with or without a byte order mark. Items keep the file's order. JSON Feed 1.0 is read too.
// Days are those of `_latest_news`; an item without them has the day of its date_published, in its own time zone.
// Error: every fault, not only the first, and the warnings with them. Keeps no reference to `bytes`.
Result<Reading, Diagnostics> read_json_feed(std::string_view bytes);

}  // namespace reading
