#include "sources/replace_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "descriptor.h"
#include "sources/file.h"

namespace sources {
namespace {

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool take_over_mode(int descriptor, const std::string& path) {
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0) return ::fchmod(descriptor, 0644) == 0;
  // Only root may change a file's owner. Other users own the new file, so an error is ignored.
  if (::fchown(descriptor, status.st_uid, status.st_gid) != 0) errno = 0;
  return ::fchmod(descriptor, status.st_mode & 07777) == 0;
}

// A rename is on the disk only after its folder is synced.
void sync_folder(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  const Descriptor opened(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.is_open()) ::fsync(opened.get());
}

}  // namespace

std::optional<std::string> replace_file(const std::string& path, std::string_view bytes) {
  std::error_code not_there;
  const auto found = std::filesystem::canonical(path, not_there);
  const auto file = not_there ? path : found.string();
  auto beside = file + ".XXXXXX";
  const Descriptor written(::mkostemp(beside.data(), O_CLOEXEC));
  const auto problem = [&](int error_number) {
    return path + ": cannot be written: " + std::generic_category().message(error_number) + remedy_for(error_number);
  };
  if (!written.is_open()) return problem(errno);
  if (write_all(written.get(), bytes) && take_over_mode(written.get(), file) && ::fsync(written.get()) == 0 &&
      std::rename(beside.c_str(), file.c_str()) == 0) {
    sync_folder(file);
    return std::nullopt;
  }
  const auto error_number = errno;
  ::unlink(beside.c_str());
  return problem(error_number);
}

}  // namespace sources
