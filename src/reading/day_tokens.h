// reading/day_tokens.h - splits a line into the parts of written days: numbers, words and marks.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace reading {

struct DayToken {
  enum class Kind { number, word, mark };

  Kind kind = Kind::mark;
  std::size_t begin = 0;  // in the line, in bytes
  std::size_t end = 0;
  int value = 0;           // of a number; above 9999: 99999
  std::size_t digits = 0;  // number of digits, of a number
  std::string text;        // of a word: folded (news::fold); of a mark: one character, "-" for every dash
  bool has_space_before = false;
  bool is_capitalised = false;  // of a word: it begins with a capital, or its script has no capitals
};

// `line` is UTF-8. Digits of Arabic, Persian and full-width scripts count as digits. A full stop, a
// comma and every other mark is a separate token. So is each of 年 月 日 号.
std::vector<DayToken> day_tokens(std::string_view line);

}  // namespace reading
