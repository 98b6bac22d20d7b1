// commands/news_file.h - the news that a command works on: from a file, or the bundled news.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "commands/input.h"
#include "news/feed.h"
#include "result.h"
#include "sources/file.h"

namespace commands {

struct LoadedNews {
  std::string name;  // of the file, in messages
  news::Feed feed;
  std::size_t fingerprint;  // of the file's bytes; equal bytes have equal ones in this process
  reading::Diagnostics warnings;
  std::optional<double> changed = {};  // when the source changed: seconds since 1970; nothing: it does not say
};

// Error: the news has errors.
Result<LoadedNews, InputProblem> load_news(const Input& input);

// Without a file, loads the bundled news. Error: the file cannot be read, has another type, or has
// errors.
Result<LoadedNews, InputProblem> load_news(const std::optional<std::string>& file,
                                           sources::FileType type = sources::FileType::any);

}  // namespace commands
