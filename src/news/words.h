// news/words.h - text as it is searched: words without case and accents.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace news {

// Unicode NFKD and case folding, without marks, by utf8proc: "Müller’s" is "muller’s". "" for what is no UTF-8.
std::string fold(std::string_view text);

// Calls `take` with each word, folded, in the order of the text: letters and digits (Unicode, general categories
// L and N) with nothing between them. The view is valid during the call. Text that is no UTF-8 has no words.
void for_each_word(std::string_view text, const std::function<void(std::string_view)>& take);

// The words of what someone looks for: sorted, each once.
std::vector<std::string> words_of(std::string_view text);

// Both take sorted words, each of which matches every word that begins with it, and leave the redundant ones out.
// needed_for_all: an item must match every word. An item that matches "trafficking" also matches "traffick".
// needed_for_none: an item must match no word. An item that does not match "traffick" does not match "trafficking".
std::vector<std::string> needed_for_all(std::vector<std::string> words);
std::vector<std::string> needed_for_none(std::vector<std::string> words);

// Unicode code points. Nothing for what is no UTF-8.
std::optional<std::size_t> count_characters(std::string_view text);

}  // namespace news
