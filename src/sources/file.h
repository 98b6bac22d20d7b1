// sources/file.h - reads a whole file, or a whole stream, into memory.
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

// `any` also allows a pipe, but no folder. A pipe gives its bytes once, and blocks until it has a
// writer.
enum class FileType { any, regular };

// What would be right if the system refuses a path, in parentheses after a space. "" if that is
// obvious.
std::string remedy_for(int error_number);

// If a file has more than `max_bytes`, no more than that is read. `name` is the stream's name in
// messages.
Result<std::string, FileError> read_file(const std::string& path, std::size_t max_bytes = reading::max_file_bytes,
                                         FileType type = FileType::any);
Result<std::string, FileError> read_stream(std::istream& stream, const std::string& name,
                                           std::size_t max_bytes = reading::max_file_bytes);

}  // namespace sources
