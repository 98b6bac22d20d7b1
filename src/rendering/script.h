// rendering/script.h - the scripts of widget/scripts: what they are composed of, and the values that they are given.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "rendering/templates.h"

namespace rendering {

// widget/scripts/NAME.js: one function expression, called at its end with the names of its parameters. The line
// "// include list.js" is replaced by that file; in the bundled files the build has done so already.
// Throws std::out_of_range where a file is missing.
std::string read_script(const Files& files, std::string_view name);

// The script, called with these values (JSON) in place of the names.
std::string call_script(std::string_view script, std::initializer_list<std::string_view> values);

}  // namespace rendering
