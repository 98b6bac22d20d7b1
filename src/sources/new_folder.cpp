#include "sources/new_folder.h"

#include <fcntl.h>
#include <stdio.h>  // NOLINT(modernize-deprecated-headers): renameat2 is not in <cstdio>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <system_error>

namespace sources {
namespace {

namespace fs = std::filesystem;

bool has_bytes(const fs::path& file, std::string_view bytes) {
  std::error_code error;
  if (fs::file_size(file, error) != bytes.size() || error) return false;
  std::ifstream stream(file, std::ios::binary);
  const std::string read{std::istreambuf_iterator<char>(stream), {}};
  return stream && read == bytes;
}

[[noreturn]] void refuse(const char* what, const fs::path& path, std::error_code error) {
  throw fs::filesystem_error(what, path, error);
}

}  // namespace

NewFolder::NewFolder(const fs::path& folder, const std::string& marker)
    : folder_(fs::absolute(folder).lexically_normal()) {
  if (!folder_.has_filename()) folder_ = folder_.parent_path();
  if (fs::exists(folder_) && !fs::is_empty(folder_) && !fs::exists(folder_ / marker)) {
    refuse("the folder is not empty and was not made by this program; name another one, or empty it", folder_,
           std::make_error_code(std::errc::directory_not_empty));
  }
  new_ = folder_;
  new_ += ".new-" + std::to_string(::getpid());
  fs::create_directories(folder_.parent_path());
  fs::create_directory(new_);
}

NewFolder::~NewFolder() {
  std::error_code ignored;
  if (!is_finished_) fs::remove_all(new_, ignored);
}

bool NewFolder::link_old(const std::string& path) {
  std::error_code error;
  fs::create_directories((new_ / path).parent_path());
  fs::create_hard_link(folder_ / path, new_ / path, error);
  return !error;
}

bool NewFolder::write(const std::string& path, std::string_view bytes) {
  const bool is_unchanged = has_bytes(folder_ / path, bytes);
  if (is_unchanged && link_old(path)) return true;
  fs::create_directories((new_ / path).parent_path());
  std::ofstream stream(new_ / path, std::ios::binary);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  if (!stream) refuse("cannot be written", new_ / path, std::make_error_code(std::errc::io_error));
  // On a file system without hard links the time is kept all the same.
  if (is_unchanged) fs::last_write_time(new_ / path, fs::last_write_time(folder_ / path));
  return is_unchanged;
}

bool NewFolder::keep(const std::string& path) {
  if (!fs::exists(folder_ / path)) return false;
  if (!link_old(path)) {
    fs::copy_file(folder_ / path, new_ / path);
    fs::last_write_time(new_ / path, fs::last_write_time(folder_ / path));
  }
  return true;
}

void NewFolder::finish() {
  if (!fs::exists(folder_)) {
    fs::rename(new_, folder_);
  } else if (::renameat2(AT_FDCWD, new_.c_str(), AT_FDCWD, folder_.c_str(), RENAME_EXCHANGE) == 0) {
    is_finished_ = true;
    fs::remove_all(new_);
  } else {
    // Not every file system can exchange two names. For a moment there is no folder of that name.
    auto old = folder_;
    old += ".old-" + std::to_string(::getpid());
    fs::rename(folder_, old);
    fs::rename(new_, folder_);
    fs::remove_all(old);
  }
  is_finished_ = true;
}

}  // namespace sources
