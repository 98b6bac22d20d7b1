// assets/assets.h - the files of widget/ and static/, found by path: compiled in, or read from a folder.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace assets {

// By path from the project's root: "widget/templates/item.mustache". Values are the files' bytes.
using Files = std::map<std::string, std::string, std::less<>>;

// What was compiled in. The same at every call.
const Files& bundled();

// The bundled files, replaced by every file below `folder`/widget and `folder`/static.
// A link that leads out of `folder` is not followed: `warn` gets one line for each, and may be empty.
// Throws std::filesystem::filesystem_error, naming the path, where a file cannot be read, or neither
// folder is there.
Files read(const std::filesystem::path& folder, const std::function<void(const std::string&)>& warn);

}  // namespace assets
