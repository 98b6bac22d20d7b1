// http/entity_tag.h - the strong entity tag of a representation (RFC 9110, section 8.8.3).
#pragma once

#include <string>
#include <string_view>

namespace http {

// The first 128 bits of SHA-256 over the body as it is sent, in base64url (RFC 4648, section 5), in quotes: the same
// on every replica, and different for each coding. Throws std::runtime_error if OpenSSL cannot.
std::string make_entity_tag(std::string_view body);

}  // namespace http
