// commands/news_file.h - the news that a command works on: a file's, or those that are compiled in.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "news/feed.h"

namespace commands {

// Nothing, and what is wrong on `err`, where the file cannot be read or has errors. Warnings go to `err` too.
std::optional<news::Feed> load_feed(const std::optional<std::string>& file, std::ostream& err);

}  // namespace commands
