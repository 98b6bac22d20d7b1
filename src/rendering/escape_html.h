// rendering/escape_html.h - plain text as HTML.
#pragma once

#include <string>
#include <string_view>

namespace rendering {

// & < > " ' as references (HTML, section 13.3): for text, and for values of attributes in quotation marks. mstch's own
// also writes "/" as "&#x2F;", which HTML never needs and which makes every URL unreadable.
std::string escape_html(std::string_view text);

}  // namespace rendering
