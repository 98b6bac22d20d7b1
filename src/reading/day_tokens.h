// reading/day_tokens.h - a line taken apart into what days are written with: numbers, words and marks.
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
  int value = 0;           // of a number: up to 9999, larger ones are 99999
  std::size_t digits = 0;  // of a number
  std::string text;        // of a word: folded (news::fold). Of a mark: one character; every dash is "-"
  bool has_space_before = false;
  bool is_capitalised = false;  // of a word: it begins with a capital, or its script has none
};

// `line` is UTF-8. Digits of Arabic, Persian and full-width scripts count as digits. A full stop, a comma and every
// other mark is a token of its own; so is each of 年 月 日 号.
std::vector<DayToken> day_tokens(std::string_view line);

}  // namespace reading
