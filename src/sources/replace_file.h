// sources/replace_file.h - replaces a file's content completely or not at all.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sources {

// Writes `bytes` beside the file, syncs them, and renames. So a reader, or the state after a crash,
// has either the old content or the new one. Mode and owner stay if the user may set them. Everyone
// can read a new file. If the path is a symbolic link, the file that it leads to is replaced.
// Returns nothing on success. Otherwise returns the reason, in one line that names the file, and
// the file is unchanged.
std::optional<std::string> replace_file(const std::string& path, std::string_view bytes);

}  // namespace sources
