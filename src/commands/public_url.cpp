#include "commands/public_url.h"

#include <regex>
#include <utility>

namespace commands {

std::optional<std::string> read_public_url(std::string text) {
  static const std::regex form(R"(https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?(/[A-Za-z0-9._~/%-]*)?)",
                               std::regex::icase);
  if (!std::regex_match(text, form)) return std::nullopt;
  while (text.back() == '/') text.pop_back();
  return text;
}

std::string default_public_url(const std::string& endpoint) {
  for (const std::string wildcard : {"0.0.0.0:", "[::]:"}) {
    if (endpoint.starts_with(wildcard)) return "http://localhost:" + endpoint.substr(wildcard.size());
  }
  return "http://" + endpoint;
}

}  // namespace commands
