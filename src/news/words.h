// news/words.h - text in the form for search: words without case and accents.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace news {

// Unicode NFKD and case folding, without marks, by utf8proc: "Müller’s" becomes "muller’s". "" for
// text that is not UTF-8.
std::string fold(std::string_view text);

// Calls `take` with each folded word, in the order of the text. A word is a sequence of letters and
// digits (Unicode, general categories L and N). The view is valid during the call. Text that is not
// UTF-8 has no words.
void for_each_word(std::string_view text, const std::function<void(std::string_view)>& take);

// The words of a search: sorted, each once.
std::vector<std::string> words_of(std::string_view text);

// Both take sorted words. Each word matches every word that begins with it. Both leave out
// redundant words.
// needed_for_all: an item must match every word. An item that matches "trafficking" also matches
// "traffick".
// needed_for_none: an item must match no word. An item that does not match "traffick" does not
// match "trafficking" either.
std::vector<std::string> needed_for_all(std::vector<std::string> words);
std::vector<std::string> needed_for_none(std::vector<std::string> words);

// The number of Unicode code points. Nothing for text that is not UTF-8.
std::optional<std::size_t> count_characters(std::string_view text);

}  // namespace news
