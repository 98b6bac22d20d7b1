// site/problem.h - errors as problem details (RFC 9457).
#pragma once

#include <string>

#include "http/response.h"
#include "site/parameters.h"

namespace site {

// The members of section 3.1 (type is about:blank: title says what the status says), and for a parameter
// `parameter`, `value` and `allowed`.
std::string not_found(const std::string& path, const std::string& public_url);
std::string gone(const std::string& path, const std::string& public_url);   // for an item that existed before
std::string replaced(const std::string& path, const std::string& current);  // for a name with another release's hash
std::string path_too_long();
std::string bad_parameter(const ParameterProblem& problem);

}  // namespace site
