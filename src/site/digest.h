// site/digest.h - hashes of what we serve: in names of files, in policies, for Subresource Integrity.
#pragma once

#include <string>
#include <string_view>

namespace site {

// "sha256-BASE64", as Content Security Policy and Subresource Integrity write it.
std::string sha256_source(std::string_view text);
std::string sha384_source(std::string_view text);

// 16 hexadecimal digits of the text's SHA-256: part of a name that changes with every byte.
std::string name_digest(std::string_view text);

}  // namespace site
