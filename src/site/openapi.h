// site/openapi.h - the interface for programs as OpenAPI 3.1, made from the tables of routes and parameters.
#pragma once

#include <string>

namespace site {

// `title`: of the feed.
std::string openapi(const std::string& title, const std::string& public_url);

}  // namespace site
