// rendering/script.h - composes the scripts of widget/scripts and passes values to them.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "rendering/templates.h"

namespace rendering {

// Reads widget/scripts/NAME.js: one function expression, with a call at its end that has the names
// of its parameters. The line "// include list.js" is replaced by that file. In the bundled files,
// the build has already done so. Throws std::out_of_range if a file is missing.
std::string read_script(const Files& files, std::string_view name);

// The script with these values (JSON) in place of the names in its call.
std::string call_script(std::string_view script, std::initializer_list<std::string_view> values);

}  // namespace rendering
