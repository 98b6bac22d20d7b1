// site/openapi.h - describes the interface for programs as OpenAPI 3.1, from the tables of routes
// and parameters.
#pragma once

#include <string>

#include "rendering/catalogue.h"

namespace site {

// `title` is the feed's title.
std::string openapi(const std::string& title, const std::string& public_url, const rendering::Catalogue& catalogue);

}  // namespace site
