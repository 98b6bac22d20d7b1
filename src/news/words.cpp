#include "news/words.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <utility>

namespace news {
namespace {

// The folded form of each byte that is an ASCII letter or digit; otherwise 0. Most text is ASCII,
// and a feed of 100,000 items has 50 MB of it. So ASCII need not go through Unicode tables, which
// would give the same result.
constexpr std::array<char, 128> ascii_words = [] {
  std::array<char, 128> table{};
  for (char c = '0'; c <= '9'; ++c) table[static_cast<unsigned char>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) table[static_cast<unsigned char>(c)] = c;
  for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<unsigned char>(c)] = static_cast<char>(c - 'A' + 'a');
  return table;
}();

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
char folded_ascii(char c) { return is_ascii(c) ? ascii_words[static_cast<unsigned char>(c)] : '\0'; }

bool belongs_to_a_word(utf8proc_int32_t character) {
  switch (utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return true;
    default:
      return false;
  }
}

template <class Take>
void split_folded(std::string_view folded, const Take& take) {
  std::size_t from = 0;
  std::size_t at = 0;
  while (at < folded.size()) {
    utf8proc_int32_t character = 0;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(folded.data() + at),
                                       static_cast<utf8proc_ssize_t>(folded.size() - at), &character);
    if (size <= 0) return;
    const auto next = at + static_cast<std::size_t>(size);
    if (!belongs_to_a_word(character)) {
      if (at > from) take(folded.substr(from, at - from));
      from = next;
    }
    at = next;
  }
  if (at > from) take(folded.substr(from));
}

}  // namespace

std::string fold(std::string_view text) {
  utf8proc_uint8_t* folded = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
                                                      UTF8PROC_STRIPMARK | UTF8PROC_STABLE);
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &folded, options);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(folded, &std::free);
  if (length < 0) return {};
  return {reinterpret_cast<const char*>(folded), static_cast<std::size_t>(length)};
}

void for_each_word(std::string_view text, const std::function<void(std::string_view)>& take) {
  std::string word;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto start = at;
    while (at < text.size() && folded_ascii(text[at]) != 0) ++at;
    if (at < text.size() && !is_ascii(text[at])) {
      // Starts at the word's beginning, because the next characters may belong to it. Ends at the
      // next byte that surely does not.
      auto end = at;
      while (end < text.size() && (!is_ascii(text[end]) || folded_ascii(text[end]) != 0)) ++end;
      split_folded(fold(text.substr(start, end - start)), take);
      at = end;
      continue;
    }
    if (at == start) {
      ++at;
      continue;
    }
    word.resize(at - start);
    std::transform(text.begin() + static_cast<std::ptrdiff_t>(start), text.begin() + static_cast<std::ptrdiff_t>(at),
                   word.begin(), folded_ascii);
    take(word);
  }
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for_each_word(text, [&](std::string_view word) { words.emplace_back(word); });
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

std::vector<std::string> needed_for_all(std::vector<std::string> words) {
  // The words that begin with a word come directly after it.
  std::vector<std::string> needed;
  for (auto& word : words) {
    if (!needed.empty() && word.starts_with(needed.back())) needed.pop_back();
    needed.push_back(std::move(word));
  }
  return needed;
}

std::vector<std::string> needed_for_none(std::vector<std::string> words) {
  std::vector<std::string> needed;
  for (auto& word : words) {
    if (needed.empty() || !word.starts_with(needed.back())) needed.push_back(std::move(word));
  }
  return needed;
}

std::optional<std::size_t> count_characters(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    utf8proc_int32_t character = 0;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &character);
    if (size <= 0) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(size));
    ++count;
  }
  return count;
}

}  // namespace news
