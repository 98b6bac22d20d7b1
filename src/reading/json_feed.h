// reading/json_feed.h - reads the news file. Takes bytes; returns a checked feed or its faults.
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

// The message for a larger file.
std::string too_large_message();

struct Reading {
  news::Feed feed;
  Diagnostics warnings;
};

// `bytes` is UTF-8, with or without a byte order mark. Items keep the file's order. JSON Feed 1.0
// is also read. Days are those of `_latest_news`. An item without them gets the day of its
// date_published, in its own time zone. Error: all faults, not only the first, together with the
// warnings. Keeps no reference to `bytes`.
Result<Reading, Diagnostics> read_json_feed(std::string_view bytes);

}  // namespace reading
