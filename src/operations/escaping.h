// operations/escaping.h - makes foreign text safe as part of one line, so that it cannot begin
// another line.
#pragma once

#include <string>
#include <string_view>

namespace operations {

// Control characters, including DEL, become \xHH. Other UTF-8 stays. For our own messages that
// quote text.
std::string escape_control_characters(std::string_view text);

// Quotation marks, backslashes and everything that is not printable ASCII become \xHH. For text
// between quotation marks.
std::string escape_all_but_plain(std::string_view text);

}  // namespace operations
