#include "http/digest.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>
#include <vector>

namespace http {
namespace {

std::vector<unsigned char> digest(std::string_view text, const EVP_MD* algorithm) {
  std::vector<unsigned char> bytes(EVP_MAX_MD_SIZE);
  unsigned length = 0;
  if (EVP_Digest(text.data(), text.size(), bytes.data(), &length, algorithm, nullptr) != 1) {
    throw std::runtime_error("OpenSSL has no SHA-2");
  }
  bytes.resize(length);
  return bytes;
}

std::string base64(const std::vector<unsigned char>& bytes, std::size_t count) {
  std::array<unsigned char, std::size_t{2} * EVP_MAX_MD_SIZE> text{};
  EVP_EncodeBlock(text.data(), bytes.data(), static_cast<int>(count));
  return reinterpret_cast<const char*>(text.data());
}

std::string name_of(const std::vector<unsigned char>& bytes) {
  constexpr std::size_t count = 8;
  constexpr std::string_view digits = "0123456789abcdef";
  std::string name;
  for (std::size_t at = 0; at < count; ++at) {
    name += digits[bytes[at] >> 4];
    name += digits[bytes[at] & 15];
  }
  return name;
}

}  // namespace

std::string sha256_source(std::string_view text) {
  const auto bytes = digest(text, EVP_sha256());
  return "sha256-" + base64(bytes, bytes.size());
}

std::string sha384_source(std::string_view text) {
  const auto bytes = digest(text, EVP_sha384());
  return "sha384-" + base64(bytes, bytes.size());
}

std::string name_digest(std::string_view text) { return name_of(digest(text, EVP_sha256())); }

struct NameDigest::Context {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> state{EVP_MD_CTX_new(), EVP_MD_CTX_free};
};

NameDigest::NameDigest() : context_(std::make_unique<Context>()) {
  if (EVP_DigestInit_ex(context_->state.get(), EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("OpenSSL has no SHA-2");
  }
}

NameDigest::~NameDigest() = default;

void NameDigest::add(std::string_view text) {
  const auto size = std::to_string(text.size()) + ':';
  EVP_DigestUpdate(context_->state.get(), size.data(), size.size());
  EVP_DigestUpdate(context_->state.get(), text.data(), text.size());
}

std::string NameDigest::finish() {
  std::vector<unsigned char> bytes(EVP_MAX_MD_SIZE);
  EVP_DigestFinal_ex(context_->state.get(), bytes.data(), nullptr);
  return name_of(bytes);
}

std::string short_digest(std::string_view text) {
  constexpr std::size_t count = 128 / 8;
  auto name = base64(digest(text, EVP_sha256()), count);
  name.resize(name.find('='));
  std::replace(name.begin(), name.end(), '+', '-');
  std::replace(name.begin(), name.end(), '/', '_');
  return name;
}

}  // namespace http
