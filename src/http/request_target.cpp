#include "http/request_target.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "http/syntax.h"

namespace http {
namespace {

enum Class : unsigned char { in_path = 1, in_query = 2, in_name = 4 };

// What each byte may be part of. '%' is part of queries alone: elsewhere it is looked at with the two bytes that
// follow.
constexpr std::array<unsigned char, 256> make_classes() {
  std::array<unsigned char, 256> classes{};
  const auto add = [&classes](std::string_view characters, int bits) {
    for (const char c : characters) {
      auto& entry = classes[static_cast<unsigned char>(c)];
      entry = static_cast<unsigned char>(entry | bits);
    }
  };
  for (int c = 0; c < 128; ++c) {
    const char letter = static_cast<char>(c);
    if (is_alpha(letter) || is_digit(letter)) add(std::string_view(&letter, 1), in_path | in_query | in_name);
  }
  add("-._~!$&'()*+,;=", in_path | in_query | in_name);  // unreserved and sub-delims (RFC 3986, sections 2.2 and 2.3)
  add(":@/", in_path | in_query);
  add("?%[]{}|^`\\", in_query);
  return classes;
}
constexpr auto classes = make_classes();

bool is_percent_encoding(std::string_view text) noexcept {
  return text.size() >= 3 && is_hex_digit(text[1]) && is_hex_digit(text[2]) && (text[1] != '0' || text[2] != '0');
}

bool consists_of(std::string_view text, Class allowed) noexcept {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (classes[static_cast<unsigned char>(text[i])] & allowed) continue;
    if (text[i] != '%' || !is_percent_encoding(text.substr(i))) return false;
    i += 2;
  }
  return true;
}

bool is_ipv6(std::string_view text) noexcept {
  std::array<char, INET6_ADDRSTRLEN> terminated{};
  if (text.size() >= terminated.size()) return false;
  std::copy(text.begin(), text.end(), terminated.begin());
  in6_addr address{};
  return inet_pton(AF_INET6, terminated.data(), &address) == 1;
}

// IPvFuture = "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" ) (RFC 3986, section 3.2.2).
bool is_ip_future(std::string_view text) noexcept {
  if (text.empty() || to_lower(text[0]) != 'v') return false;
  const auto dot = text.find('.');
  if (dot == std::string_view::npos || dot < 2 || dot + 1 == text.size()) return false;
  const auto version = text.substr(1, dot - 1);
  const auto rest = text.substr(dot + 1);
  return std::all_of(version.begin(), version.end(), is_hex_digit) && std::all_of(rest.begin(), rest.end(), [](char c) {
           return c == ':' || (classes[static_cast<unsigned char>(c)] & in_name) != 0;
         });
}

bool is_port(std::string_view text) noexcept {
  unsigned value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return false;
    value = value * 10 + static_cast<unsigned>(c - '0');
    if (value > 65535) return false;
  }
  return true;
}

}  // namespace

bool is_origin_form(std::string_view target) noexcept {
  if (target.empty() || target[0] != '/') return false;
  const auto question = target.find('?');
  if (!consists_of(target.substr(0, question), in_path)) return false;
  return question == std::string_view::npos || consists_of(target.substr(question + 1), in_query);
}

bool is_authority(std::string_view text) noexcept {
  if (!text.empty() && text[0] == '[') {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return false;
    const auto address = text.substr(1, end - 1);
    const auto rest = text.substr(end + 1);
    if (!is_ipv6(address) && !is_ip_future(address)) return false;
    return rest.empty() || (rest[0] == ':' && is_port(rest.substr(1)));
  }
  const auto colon = text.find(':');
  const auto name = text.substr(0, colon);
  if (name.empty() || !consists_of(name, in_name)) return false;
  return colon == std::string_view::npos || is_port(text.substr(colon + 1));
}

bool split_absolute_form(std::string_view target, AbsoluteForm& form) noexcept {
  const auto colon = target.find("://");
  if (colon == std::string_view::npos) return false;
  const auto scheme = target.substr(0, colon);
  if (!equals_ignoring_case(scheme, "http") && !equals_ignoring_case(scheme, "https")) return false;
  const auto rest = target.substr(colon + 3);
  const auto end = std::min(rest.find_first_of("/?"), rest.size());
  form = {rest.substr(0, end), rest.substr(end)};
  return is_authority(form.authority);
}

}  // namespace http
