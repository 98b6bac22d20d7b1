// reading/link.h - which URLs of a file may become links on partners' pages.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace reading {

enum class Schemes { web, web_and_mail };  // http, https; these and mailto

// What keeps `url` from being an absolute link of one of the schemes, and what would be right; nothing where it is one.
// Stricter than browsers, which take spaces, backslashes and missing schemes: a link means the same to all of them.
std::optional<std::string> problem_with_link(std::string_view url, Schemes schemes);

}  // namespace reading
