// commands/public_url.h - the URL that partners' pages know the news by.
#pragma once

#include <optional>
#include <string>

namespace commands {

// What read_public_url() takes, in words.
inline constexpr const char* public_url_forms = "http://HOST or https://HOST, with or without a port and a path";

// `text` without slashes at its end, if it is http(s)://HOST[:PORT][/PATH] (RFC 3986, section 3), else nothing. Every
// link is made by adding to it, so it has neither a query nor a fragment, and no user.
std::optional<std::string> read_public_url(std::string text);

// What to call a server that was told nothing: http://127.0.0.1:8080 of "127.0.0.1:8080". A wildcard address is no
// name to reach it by: localhost is used.
std::string default_public_url(const std::string& endpoint);

}  // namespace commands
