// http/problem_details.h - makes errors into problem details (RFC 9457).
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

namespace http {

inline constexpr std::string_view problem_type = "application/problem+json";

// The members of section 3.1, as JSON. The type is about:blank, so the title is the reason phrase
// of the status (section 4.2.1). `detail` must be valid UTF-8.
nlohmann::ordered_json problem_details(int status, std::string_view detail);

}  // namespace http
