#include "site/target.h"

#include <cstddef>

#include "ascii.h"

namespace site {
namespace {

constexpr std::string_view escaped_separator = "amp;";  // the rest of "&amp;" after a split at the "&"

std::string percent_decode(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size() && is_hex_digit(text[at + 1]) && is_hex_digit(text[at + 2])) {
      decoded += static_cast<char>(hex_value(text[at + 1]) * 16 + hex_value(text[at + 2]));
      at += 2;
    } else {
      decoded += plus_is_space && text[at] == '+' ? ' ' : text[at];
    }
  }
  return decoded;
}

}  // namespace

Target read_target(std::string_view target) {
  const auto mark = target.find('?');
  Target read{percent_decode(target.substr(0, mark), false), {}};
  if (read.path.empty()) read.path = "/";
  if (mark == std::string_view::npos) return read;
  std::string_view rest = target.substr(mark + 1);
  while (!rest.empty()) {
    auto field = rest.substr(0, rest.find('&'));
    rest.remove_prefix(field.size() < rest.size() ? field.size() + 1 : rest.size());
    if (field.starts_with(escaped_separator)) field.remove_prefix(escaped_separator.size());
    if (field.empty()) continue;
    const auto equals = field.find('=');
    const auto value = equals == std::string_view::npos ? std::string_view() : field.substr(equals + 1);
    read.fields.emplace_back(percent_decode(field.substr(0, equals), true), percent_decode(value, true));
  }
  return read;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string encoded;
  for (const char c : text) {
    if (unreserved.find(c) != std::string_view::npos) {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += '%';
      encoded += digits[byte >> 4];
      encoded += digits[byte & 15];
    }
  }
  return encoded;
}

}  // namespace site
