// fuzz/law.h - what a fuzz target does when the code breaks a law: say which law and what differs, then abort.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace fuzz {

// One line of ASCII: every other byte as \x1B.
inline std::string shown(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    if (c >= ' ' && c <= '~' && c != '\\') {
      text += c;
    } else {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\x%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
      text += escaped;
    }
  }
  return text;
}

[[noreturn]] inline void broken(std::string_view law, std::string_view detail) {
  std::fprintf(stderr, "\nbroken law: %s\n  %s\n", std::string(law).c_str(), shown(detail).c_str());
  std::abort();
}

// `detail` is what the reader needs to understand the case: mostly the value that should not be.
inline void holds(bool is_so, std::string_view law, std::string_view detail) {
  if (!is_so) broken(law, detail);
}

// Shows both from a little before the first byte that differs.
inline void same(std::string_view one, std::string_view other, std::string_view law) {
  if (one == other) return;
  const auto at = std::mismatch(one.begin(), one.end(), other.begin(), other.end()).first;
  const auto difference = static_cast<std::size_t>(at - one.begin());
  const auto from = difference < 80 ? 0 : difference - 80;
  std::fprintf(stderr, "\nbroken law: %s\n  from byte %zu\n  one:   %s\n  other: %s\n", std::string(law).c_str(), from,
               shown(one.substr(from, 400)).c_str(), shown(other.substr(from, 400)).c_str());
  std::abort();
}

}  // namespace fuzz
