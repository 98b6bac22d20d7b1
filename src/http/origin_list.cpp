#include "http/origin_list.h"

#include <algorithm>
#include <utility>

#include "ascii.h"

namespace http {
namespace {

constexpr std::string_view separator = "://";
constexpr std::string_view host_characters = "abcdefghijklmnopqrstuvwxyz0123456789.-_";

struct Parts {
  std::string scheme;
  std::string host;
  std::string port;
};

// Nothing if there is more than scheme, host and port.
std::optional<Parts> split_origin(std::string_view text) {
  const auto end = text.find(separator);
  if (end == std::string_view::npos) return std::nullopt;
  Parts parts{to_lower(text.substr(0, end)), to_lower(text.substr(end + separator.size())), ""};
  const auto colon = parts.host.rfind(':');
  if (colon != std::string::npos && parts.host.find(']', colon) == std::string::npos) {
    parts.port = parts.host.substr(colon);
    parts.host.resize(colon);
  }
  const bool is_default =
      (parts.scheme == "https" && parts.port == ":443") || (parts.scheme == "http" && parts.port == ":80");
  if (is_default) parts.port.clear();
  return parts;
}

bool is_host(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']')) {
    return host.find_first_not_of("0123456789abcdef:.", 1) == host.size() - 1;
  }
  return !host.empty() && host.find_first_not_of(host_characters) == std::string_view::npos;
}

bool is_port(std::string_view port) {
  return port.empty() || (port.size() > 1 && port.size() < 7 && std::all_of(port.begin() + 1, port.end(), is_digit));
}

}  // namespace

std::optional<OriginPattern> OriginPattern::read(std::string_view text) {
  auto parts = split_origin(text);
  if (!parts || (parts->scheme != "https" && parts->scheme != "http") || !is_port(parts->port)) return std::nullopt;
  const bool is_wildcard = parts->host.starts_with("*.");
  if (!is_host(std::string_view(parts->host).substr(is_wildcard ? 2 : 0))) return std::nullopt;
  return OriginPattern{std::move(parts->scheme), parts->host.substr(is_wildcard ? 1 : 0), std::move(parts->port),
                       is_wildcard};
}

bool OriginPattern::matches(std::string_view origin) const {
  const auto parts = split_origin(origin);
  if (!parts || parts->scheme != scheme || parts->port != port || !is_host(parts->host)) return false;
  return is_wildcard ? parts->host.size() > host.size() && parts->host.ends_with(host) : parts->host == host;
}

std::string OriginPattern::text() const {
  return scheme + std::string(separator) + (is_wildcard ? "*" : "") + host + port;
}

bool OriginList::allows(std::string_view origin) const {
  bool is_allowed = false;
  for (const auto& entry : entries_) {
    if (!entry.pattern.matches(origin)) continue;
    if (!entry.is_allowed) return false;
    is_allowed = true;
  }
  return is_allowed;
}

std::string host_of(std::string_view url) {
  const auto start = url.find(separator);
  if (start == std::string_view::npos) return "";
  url.remove_prefix(start + separator.size());
  const auto parts =
      split_origin("http://" + std::string(url.substr(0, std::min(url.find_first_of("/?#"), std::size_t{300}))));
  return parts && is_host(parts->host) ? parts->host : "";
}

}  // namespace http
