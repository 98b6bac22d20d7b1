// sources/replace_file.h - a file's new content, whole or not at all.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sources {

// Writes `bytes` beside the file, syncs them, and renames: a reader and a crash find the old content or the new one.
// Mode and owner stay, as far as the user may set them; a new file can be read by everyone. Where the path is a
// symbolic link, the file that it leads to is replaced. Returns nothing, or why it failed, in one line that names the
// file; then the file is as it was.
std::optional<std::string> replace_file(const std::string& path, std::string_view bytes);

}  // namespace sources
