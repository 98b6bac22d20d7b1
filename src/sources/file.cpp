#include "sources/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <istream>
#include <system_error>

#include "descriptor.h"

namespace sources {
namespace {

constexpr std::size_t piece = 64u << 10;

FileError unreadable(const std::string& name, int error_number) {
  return {FileError::Kind::unreadable,
          name + ": cannot be read: " + std::generic_category().message(error_number) + remedy_for(error_number)};
}

FileError too_large(const std::string& name, std::size_t max_bytes) {
  return {FileError::Kind::too_large,
          name + ": has more than the " + std::to_string(max_bytes) + " bytes that are allowed"};
}

}  // namespace

std::string remedy_for(int error_number) {
  switch (error_number) {
    case EACCES:
      return " (the program's user must be allowed to read it, and to enter every folder on the way)";
    case ELOOP:
      return " (a symbolic link on the way leads back to itself; it should lead to a file or folder that is there)";
    case ENOTDIR:
      return " (a part of the path is a file; all but the last must be folders)";
    case ENAMETOOLONG:
      return " (a name may have 255 bytes, a path 4095)";
    default:
      return "";
  }
}

Result<std::string, FileError> read_file(const std::string& path, std::size_t max_bytes, FileType type) {
  // Without O_NONBLOCK, opening a pipe waits for its writer.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | (type == FileType::regular ? O_NONBLOCK : 0)));
  if (file.get() < 0) return unreadable(path, errno);
  struct stat status = {};
  if (::fstat(file.get(), &status) != 0) return unreadable(path, errno);
  if (S_ISDIR(status.st_mode)) return FileError{FileError::Kind::unreadable, path + ": is a folder: a file is needed"};
  if (type == FileType::regular && !S_ISREG(status.st_mode)) {
    return FileError{FileError::Kind::unreadable, path + ": is a pipe or a device: a file is needed"};
  }
  const auto size = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0));
  if (size > max_bytes) return too_large(path, max_bytes);

  std::string bytes(size + 1, '\0');  // one more byte, to notice the end at once
  std::size_t used = 0;
  for (;;) {
    if (used == bytes.size()) bytes.resize(bytes.size() + std::max(piece, bytes.size() / 2));
    const auto count = ::read(file.get(), bytes.data() + used, bytes.size() - used);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unreadable(path, errno);
    if (count == 0) break;
    used += static_cast<std::size_t>(count);
    if (used > max_bytes) return too_large(path, max_bytes);
  }
  bytes.resize(used);
  return bytes;
}

Result<std::string, FileError> read_stream(std::istream& stream, const std::string& name, std::size_t max_bytes) {
  std::string bytes;
  std::size_t used = 0;
  do {
    bytes.resize(used + std::max(piece, used / 2));
    stream.read(bytes.data() + used, static_cast<std::streamsize>(bytes.size() - used));
    used += static_cast<std::size_t>(stream.gcount());
    if (used > max_bytes) return too_large(name, max_bytes);
  } while (stream);
  if (stream.bad()) return FileError{FileError::Kind::unreadable, name + ": cannot be read"};
  bytes.resize(used);
  return bytes;
}

}  // namespace sources
