// reading/url.h - URLs of a feed made absolute.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "reading/link.h"

namespace reading {

// `url`, resolved against `base` (RFC 3986, section 5.2), spaces around it taken off and those within it encoded.
// Nothing where the result is no absolute link of the schemes (problem_with_link). `base` is absolute, or "".
std::optional<std::string> resolve_url(std::string_view url, std::string_view base, Schemes schemes);

}  // namespace reading
