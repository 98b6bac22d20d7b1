#include "operations/escaping.h"

namespace operations {
namespace {

template <class Predicate>
std::string escape(std::string_view text, Predicate stays) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (stays(byte)) {
      safe += c;
    } else {
      safe += "\\x";
      safe += digits[byte >> 4];
      safe += digits[byte & 15];
    }
  }
  return safe;
}

}  // namespace

std::string escape_control_characters(std::string_view text) {
  return escape(text, [](unsigned char byte) { return byte >= 0x20 && byte != 0x7f; });
}

std::string escape_all_but_plain(std::string_view text) {
  return escape(text, [](unsigned char byte) { return byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\'; });
}

}  // namespace operations
