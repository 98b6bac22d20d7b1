// http/entity_tag.h - the strong entity tag of a representation (RFC 9110, section 8.8.3).
#pragma once

#include <string>
#include <string_view>

namespace http {

// The first 128 bits of the SHA-256 of the body as it is sent, in base64url (RFC 4648, section 5),
// in quotes. Every replica makes the same tag. Each coding has a different one. Throws
// std::runtime_error if OpenSSL fails.
std::string make_entity_tag(std::string_view body);

}  // namespace http
