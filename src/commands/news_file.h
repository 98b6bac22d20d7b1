// commands/news_file.h - the news that a command works on: a file's, or those that are compiled in.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>

#include "news/feed.h"
#include "result.h"

namespace commands {

struct LoadedNews {
  news::Feed feed;
  std::size_t fingerprint;  // of the file's bytes: equal for equal ones, in this process
  std::size_t warnings;
};

// Nothing, and what is wrong on `err`, where the file cannot be read or has errors. Warnings go to `err` too.
std::optional<LoadedNews> load_news(const std::optional<std::string>& file, std::ostream& err);

// Error: the first thing that is wrong, in one line, and how many more there are.
Result<LoadedNews, std::string> load_news(const std::string& file);

}  // namespace commands
