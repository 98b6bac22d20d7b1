// assets/assets.h - the files of widget/ and static/, by path: compiled in, or read from a folder.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace assets {

// Keys are paths from the project's root: "widget/templates/item.mustache". Values are the files'
// bytes.
using Files = std::map<std::string, std::string, std::less<>>;

// The files that were compiled in. The same at every call.
const Files& bundled();

// The bundled files. Every file below `folder`/widget and `folder`/static replaces the bundled one.
// A link that leads out of `folder` is not followed: `warn` gets one line for each such link.
// `warn` may be empty. Throws std::filesystem::filesystem_error, which names the path, if a file
// cannot be read or if both folders are missing.
Files read(const std::filesystem::path& folder, const std::function<void(const std::string&)>& warn);

}  // namespace assets
