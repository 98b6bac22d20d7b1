// sources/file.h - a whole file, or a whole stream, in memory.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

#include "reading/json_feed.h"
#include "result.h"

namespace sources {

struct FileError {
  enum class Kind { unreadable, too_large } kind = Kind::unreadable;
  std::string message;  // "news.json: cannot be read: No such file or directory"
};

// Of a file with more than `max_bytes`, no more than that is read. `path` may also name a pipe. `name` is the
// stream's in messages.
Result<std::string, FileError> read_file(const std::string& path, std::size_t max_bytes = reading::max_file_bytes);
Result<std::string, FileError> read_stream(std::istream& stream, const std::string& name,
                                           std::size_t max_bytes = reading::max_file_bytes);

}  // namespace sources
