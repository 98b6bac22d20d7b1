#include "assets/assets.h"

#include <fcntl.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

// The build lays this out (CMakeLists.txt): a path, where its bytes begin, where they end. Three
// nulls end the list.
struct BundleEntry {
  const char* path;
  const char* from;
  const char* to;
};
extern "C" const BundleEntry bundle_index[];

namespace assets {
namespace {

namespace filesystem = std::filesystem;

[[noreturn]] void fail(const filesystem::path& path, int error) {
  throw filesystem::filesystem_error("cannot be read", path, std::error_code(error, std::generic_category()));
}

// Whether the open file is below `root`, which has no links. This examines the open file, so a link
// that changes meanwhile has no effect.
bool is_below(const filesystem::path& root, int descriptor) {
  const auto real = filesystem::read_symlink("/proc/self/fd/" + std::to_string(descriptor));
  return !real.lexically_relative(root).empty() && *real.lexically_relative(root).begin() != "..";
}

// Nothing if the path leads out of `root`.
std::optional<std::string> read_file(const filesystem::path& root, const filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) fail(path, errno);
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(::fdopen(descriptor, "rb"), std::fclose);
  if (file == nullptr) fail(path, errno);
  if (!is_below(root, descriptor)) return std::nullopt;
  std::string bytes;
  std::array<char, 16384> part;
  while (std::feof(file.get()) == 0 && std::ferror(file.get()) == 0) {
    bytes.append(part.data(), std::fread(part.data(), 1, part.size(), file.get()));
  }
  if (std::ferror(file.get()) != 0) fail(path, EIO);
  return bytes;
}

}  // namespace

const Files& bundled() {
  static const Files files = [] {
    Files all;
    for (const BundleEntry* entry = bundle_index; entry->path != nullptr; ++entry) {
      all.emplace(entry->path, std::string(entry->from, entry->to));
    }
    return all;
  }();
  return files;
}

Files read(const std::filesystem::path& folder, const std::function<void(const std::string&)>& warn) {
  if (!std::filesystem::is_directory(folder / "widget") && !std::filesystem::is_directory(folder / "static")) {
    throw std::filesystem::filesystem_error("there is neither widget/ nor static/ below this folder", folder,
                                            std::make_error_code(std::errc::no_such_file_or_directory));
  }
  Files files = bundled();
  const auto root = std::filesystem::canonical(folder);
  for (const auto* room : {"widget", "static"}) {
    if (!std::filesystem::is_directory(folder / room)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / room)) {
      // Skips an editor's own files (.swp, .#name, name~), which come and go.
      const auto name = entry.path().filename().string();
      if (!entry.is_regular_file() || name.starts_with('.') || name.ends_with('~')) continue;
      if (auto bytes = read_file(root, entry.path())) {
        files.insert_or_assign(entry.path().lexically_relative(folder).generic_string(), std::move(*bytes));
      } else if (warn) {
        warn(entry.path().string() + " is left out: the link leads out of " + folder.string());
      }
    }
  }
  return files;
}

}  // namespace assets
