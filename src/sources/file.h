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

// What else than a folder may be read: a pipe gives its bytes once, and blocks until there is a writer.
enum class FileType { any, regular };

// What would be right where the system refuses a path, in parentheses and with a space before; "" where that is plain.
std::string remedy_for(int error_number);

// Of a file with more than `max_bytes`, no more than that is read. `name` is the stream's in messages.
Result<std::string, FileError> read_file(const std::string& path, std::size_t max_bytes = reading::max_file_bytes,
                                         FileType type = FileType::any);
Result<std::string, FileError> read_stream(std::istream& stream, const std::string& name,
                                           std::size_t max_bytes = reading::max_file_bytes);

}  // namespace sources
