#include "assets/assets.h"

#include <fstream>
#include <iterator>
#include <system_error>

// Laid out by the build (CMakeLists.txt): a path, where its bytes begin, where they end; three nulls at the end.
struct BundleEntry {
  const char* path;
  const char* from;
  const char* to;
};
extern "C" const BundleEntry bundle_index[];

namespace assets {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream.is_open() || stream.bad()) {
    throw std::filesystem::filesystem_error("cannot be read", path, std::make_error_code(std::errc::io_error));
  }
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

Files read(const std::filesystem::path& folder) {
  if (!std::filesystem::is_directory(folder / "widget") && !std::filesystem::is_directory(folder / "static")) {
    throw std::filesystem::filesystem_error("there is neither widget/ nor static/ below this folder", folder,
                                            std::make_error_code(std::errc::no_such_file_or_directory));
  }
  Files files = bundled();
  for (const auto* room : {"widget", "static"}) {
    if (!std::filesystem::is_directory(folder / room)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / room)) {
      // An editor's own files (.swp, .#name, name~) come and go, and are none of ours.
      const auto name = entry.path().filename().string();
      if (!entry.is_regular_file() || name.starts_with('.') || name.ends_with('~')) continue;
      files.insert_or_assign(entry.path().lexically_relative(folder).generic_string(), read_file(entry.path()));
    }
  }
  return files;
}

}  // namespace assets
