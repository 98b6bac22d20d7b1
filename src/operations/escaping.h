// operations/escaping.h - text from outside as a part of one line: what it says cannot begin another.
#pragma once

#include <string>
#include <string_view>

namespace operations {

// Control characters, DEL too, become \xHH; whatever else is UTF-8 stays: for messages of our own that quote something.
std::string escape_control_characters(std::string_view text);

// Quotation marks, backslashes and all but printable ASCII become \xHH: for a part between quotation marks.
std::string escape_all_but_plain(std::string_view text);

}  // namespace operations
