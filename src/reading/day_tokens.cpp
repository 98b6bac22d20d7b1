#include "reading/day_tokens.h"

#include <utf8proc.h>

#include <utility>

#include "news/words.h"

namespace reading {
namespace {

struct Character {
  utf8proc_int32_t value;
  std::size_t size;
};

Character character_at(std::string_view text, std::size_t at) {
  utf8proc_int32_t value = 0;
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                     static_cast<utf8proc_ssize_t>(text.size() - at), &value);
  if (size <= 0) return {0xFFFD, 1};
  return {value, static_cast<std::size_t>(size)};
}

// The value of a decimal digit in one of these scripts. -1 for any other character.
int digit_value(utf8proc_int32_t c) {
  for (const utf8proc_int32_t zero : {0x30, 0x0660, 0x06F0, 0xFF10}) {
    if (c >= zero && c <= zero + 9) return static_cast<int>(c - zero);
  }
  return -1;
}

bool is_dash(utf8proc_int32_t c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFF0D || c == 0xFF5E || c == 0x301C;
}

// The characters that Chinese and Japanese write after year, month and day.
bool is_date_character(utf8proc_int32_t c) {
  return c == 0x5E74 || c == 0x6708 || c == 0x65E5 || c == 0x53F7 || c == 0x865F || c == 0x81F3;
}

bool is_letter(utf8proc_int32_t c) {
  const auto category = utf8proc_category(c);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;  // letters and their marks
}

}  // namespace

// NOLINTNEXTLINE(readability-function-cognitive-complexity): a case for each kind of token
std::vector<DayToken> day_tokens(std::string_view line) {
  std::vector<DayToken> tokens;
  bool space = false;
  for (std::size_t at = 0; at < line.size();) {
    auto character = character_at(line, at);
    if (character.value == ' ') {
      space = true;
      at += character.size;
      continue;
    }
    DayToken token;
    token.begin = at;
    token.has_space_before = std::exchange(space, false);
    if (digit_value(character.value) >= 0) {
      token.kind = DayToken::Kind::number;
      for (int digit = digit_value(character.value); digit >= 0;) {
        token.value = token.value > 9999 ? 99999 : token.value * 10 + digit;
        ++token.digits;
        at += character.size;
        if (at >= line.size()) break;
        character = character_at(line, at);
        digit = digit_value(character.value);
      }
      if (token.value > 9999) token.value = 99999;
    } else if (is_date_character(character.value) || !is_letter(character.value)) {
      token.text = is_dash(character.value) ? "-" : std::string(line.substr(at, character.size));
      at += character.size;
    } else {
      token.kind = DayToken::Kind::word;
      token.is_capitalised = utf8proc_tolower(character.value) != character.value ||
                             utf8proc_category(character.value) == UTF8PROC_CATEGORY_LO;
      while (at < line.size() && is_letter(character.value) && !is_date_character(character.value)) {
        at += character.size;
        if (at < line.size()) character = character_at(line, at);
      }
      token.text = news::fold(line.substr(token.begin, at - token.begin));
    }
    token.end = at;
    tokens.push_back(std::move(token));
  }
  return tokens;
}

}  // namespace reading
