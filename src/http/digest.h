// http/digest.h - hashes of what we serve: in entity tags, names of files, policies, and for Subresource Integrity.
// All throw std::runtime_error if OpenSSL has no SHA-2.
#pragma once

#include <string>
#include <string_view>

namespace http {

// "sha256-BASE64", as Content Security Policy and Subresource Integrity write it.
std::string sha256_source(std::string_view text);
std::string sha384_source(std::string_view text);

// 16 hexadecimal digits of the text's SHA-256: part of a name that changes with every byte.
std::string name_digest(std::string_view text);

// The first 128 bits of the text's SHA-256, as 22 characters of base64url (RFC 4648, section 5).
std::string short_digest(std::string_view text);

}  // namespace http
