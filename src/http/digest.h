// http/digest.h - hashes of the content that the server sends. They are used in entity tags, file
// names, policies, and Subresource Integrity. All functions throw std::runtime_error if OpenSSL has
// no SHA-2.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace http {

// "sha256-BASE64", the form of Content Security Policy and Subresource Integrity.
std::string sha256_source(std::string_view text);
std::string sha384_source(std::string_view text);

// The first 16 hexadecimal digits of the text's SHA-256. They are part of a file name that changes
// with every byte.
std::string name_digest(std::string_view text);

// The first 128 bits of the text's SHA-256, as 22 characters of base64url (RFC 4648, section 5).
std::string short_digest(std::string_view text);

// The name_digest() of several texts, one after the other. Texts of other lengths give another name, even if
// their bytes in a row are the same.
class NameDigest {
 public:
  NameDigest();
  ~NameDigest();
  NameDigest(const NameDigest&) = delete;
  NameDigest& operator=(const NameDigest&) = delete;

  void add(std::string_view text);
  // Call it once, at the end.
  std::string finish();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace http
