// http/problem_details.h - errors as problem details (RFC 9457).
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

namespace http {

inline constexpr std::string_view problem_type = "application/problem+json";

// The members of section 3.1, as JSON: the type is about:blank, so that the title is the status's reason phrase
// (section 4.2.1). `detail` is valid UTF-8.
nlohmann::ordered_json problem_details(int status, std::string_view detail);

}  // namespace http
