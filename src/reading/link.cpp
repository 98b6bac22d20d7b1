#include "reading/link.h"

#include <algorithm>
#include <cstddef>

#include "ascii.h"
#include "reading/plain_text.h"

namespace reading {
namespace {

// RFC 3986, section 3.1, in small letters. "" if there is no scheme.
std::string scheme_of(std::string_view url) {
  std::string scheme;
  for (const char c : url) {
    if (c == ':') return scheme;
    const bool fits = is_alpha(c) || (!scheme.empty() && (is_digit(c) || c == '+' || c == '-' || c == '.'));
    if (!fits) return {};
    scheme += to_lower(c);
  }
  return {};
}

bool has_host(std::string_view after_scheme) {
  if (!after_scheme.starts_with("//")) return false;
  auto authority = after_scheme.substr(2);
  authority = authority.substr(0, authority.find_first_of("/?#"));
  if (const auto at = authority.rfind('@'); at != std::string_view::npos) authority.remove_prefix(at + 1);
  return !authority.empty() && authority.front() != ':';
}

// A URL must not have these characters (RFC 3986, section 2). Letters beyond ASCII are allowed:
// browsers encode them.
bool has_stray_character(std::string_view url) {
  const bool has_ascii = std::any_of(url.begin(), url.end(), [](char c) {
    return (static_cast<unsigned char>(c) <= 0x20) || c == 0x7F ||
           std::string_view("\\\"<>").find(c) != std::string_view::npos;
  });
  return has_ascii || find_control(url).has_value() || fold_spaces(url) != url;
}

}  // namespace

std::optional<std::string> problem_with_link(std::string_view url, Schemes schemes) {
  const bool with_mail = schemes == Schemes::web_and_mail;
  const std::string right = with_mail ? "an absolute URL with http, https or mailto is needed"
                                      : "an absolute URL with http or https is needed";
  const auto scheme = scheme_of(url);
  if (has_stray_character(url)) {
    return quote(url) + " has characters that no URL has (spaces, controls, \\ \" < >): " + right;
  }
  if (scheme.empty()) return quote(url) + " has no scheme: " + right;
  const auto rest = url.substr(scheme.size() + 1);
  if (scheme == "http" || scheme == "https") {
    if (!has_host(rest)) return quote(url) + " names no host: " + right + ", such as 'https://example.org/news'";
    return std::nullopt;
  }
  if (scheme != "mailto" || !with_mail) return quote(url) + " has the scheme " + quote(scheme) + ": " + right;
  if (rest.empty()) return quote(url) + " names no address: 'mailto:press@example.org' would be right";
  return std::nullopt;
}

}  // namespace reading
