// reading/url.h - makes the URLs of a feed absolute.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "reading/link.h"

namespace reading {

// Resolves `url` against `base` (RFC 3986, section 5.2). Spaces around it are removed and spaces
// within it are encoded. Nothing if the result is not an absolute link of the schemes
// (problem_with_link). `base` is absolute, or "".
std::optional<std::string> resolve_url(std::string_view url, std::string_view base, Schemes schemes);

}  // namespace reading
