// reading/link.h - decides which URLs of a file may become links on partners' pages.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace reading {

enum class Schemes { web, web_and_mail };  // web: http, https; web_and_mail: also mailto

// Why `url` is not an absolute link of one of the schemes, and what would be right. Nothing if it
// is one. This is stricter than browsers, which accept spaces, backslashes and missing schemes. So
// a link means the same in all browsers.
std::optional<std::string> problem_with_link(std::string_view url, Schemes schemes);

}  // namespace reading
