// site/openapi.h - describes the interface for programs as OpenAPI 3.1, from the tables of routes
// and parameters.
#pragma once

#include <string>

namespace site {

// `title` is the feed's title.
std::string openapi(const std::string& title, const std::string& public_url);

}  // namespace site
