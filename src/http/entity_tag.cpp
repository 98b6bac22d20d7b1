#include "http/entity_tag.h"

#include <openssl/evp.h>

#include <array>
#include <cstddef>
#include <stdexcept>

namespace http {

std::string make_entity_tag(std::string_view body) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned digest_size = 0;
  if (EVP_Digest(body.data(), body.size(), digest.data(), &digest_size, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("OpenSSL cannot make a SHA-256");
  }
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  constexpr std::size_t bits = 128;
  std::string tag = "\"";
  for (std::size_t bit = 0; bit < bits; bit += 6) {
    const unsigned pair =
        static_cast<unsigned>(digest[bit / 8] << 8) | (bit / 8 + 1 < bits / 8 ? digest[bit / 8 + 1] : 0u);
    tag += alphabet[(pair >> (10 - bit % 8)) & 0x3f];
  }
  return tag += '"';
}

}  // namespace http
