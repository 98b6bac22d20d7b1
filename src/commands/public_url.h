// commands/public_url.h - the URL under which partners' pages find the news.
#pragma once

#include <optional>
#include <string>

namespace commands {

// Describes what read_public_url() accepts.
inline constexpr const char* public_url_forms = "http://HOST or https://HOST, with or without a port and a path";

// Returns `text` without slashes at its end, if it is http(s)://HOST[:PORT][/PATH] (RFC 3986,
// section 3). Otherwise returns nothing. Links are made by adding text to it, so it has no query,
// fragment or user.
std::optional<std::string> read_public_url(std::string text);

// The URL of a server without a configured one: http://127.0.0.1:8080 for "127.0.0.1:8080". A
// wildcard address cannot be reached by its name, so it becomes localhost.
std::string default_public_url(const std::string& endpoint);

}  // namespace commands
