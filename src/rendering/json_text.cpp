#include "rendering/json_text.h"

#include <string_view>

namespace rendering {

std::string json_text(const nlohmann::ordered_json& value) {
  const std::string plain = value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  std::string safe;
  safe.reserve(plain.size() + plain.size() / 16);
  for (std::size_t at = 0; at < plain.size(); ++at) {
    const std::string_view rest = std::string_view(plain).substr(at);
    // These characters occur only inside strings: JSON's grammar does not use them.
    if (rest[0] == '<') {
      safe += "\\u003c";
    } else if (rest[0] == '>') {
      safe += "\\u003e";
    } else if (rest[0] == '&') {
      safe += "\\u0026";
    } else if (rest.starts_with("\u2028")) {
      safe += "\\u2028";
      at += 2;
    } else if (rest.starts_with("\u2029")) {
      safe += "\\u2029";
      at += 2;
    } else {
      safe += rest[0];
    }
  }
  return safe;
}

}  // namespace rendering
