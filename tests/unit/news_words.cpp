#include <doctest/doctest.h>

#include "news/words.h"

namespace {

std::vector<std::string> in_order(std::string_view text) {
  std::vector<std::string> words;
  news::for_each_word(text, [&](std::string_view word) { words.emplace_back(word); });
  return words;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("words: letters and digits make words; everything else separates them") {
  CHECK(in_order("The EU's 27 members, 1999-2023…") == Words{"the", "eu", "s", "27", "members", "1999", "2023"});
  CHECK(in_order("a—b “c” d\u00a0e") == Words{"a", "b", "c", "d", "e"});
  CHECK(in_order("").empty());
  CHECK(in_order(" \u2013 !").empty());
}

TEST_CASE("words: case and accents do not count, in any script") {
  CHECK(in_order("Élan ÉLAN e\u0301lan") == Words{"elan", "elan", "elan"});
  CHECK(in_order("Straße STRASSE") == Words{"strasse", "strasse"});
  CHECK(in_order("Σοφός ΣΟΦΟΣ") == Words{"σοφοσ", "σοφοσ"});
  CHECK(in_order("Москва́") == Words{"москва"});
  CHECK(in_order("ﬁsh ５") == Words{"fish", "5"});
  CHECK(in_order("abcé défg") == Words{"abce", "defg"});
}

TEST_CASE("words: invalid UTF-8 has no words and hides none beside it") {
  CHECK(in_order("good \xff\xfe bad") == Words{"good", "bad"});
}

TEST_CASE("words: the words of a query are sorted, each once") {
  CHECK(news::words_of("b A b a") == Words{"a", "b"});
  CHECK(news::words_of("EU eu Eu") == Words{"eu"});
}

TEST_CASE("words: a prefix of another word of the query is left out") {
  CHECK(news::needed_for_all({"a", "ab", "abc", "ac", "b"}) == Words{"abc", "ac", "b"});
  CHECK(news::needed_for_none({"a", "ab", "abc", "ac", "b", "ba", "c"}) == Words{"a", "b", "c"});
}

TEST_CASE("words: characters are code points") {
  CHECK(news::count_characters("aé€😀") == 4u);
  CHECK_FALSE(news::count_characters("a\xff").has_value());
}

TEST_CASE("words: tags keep their spaces and signs") { CHECK(news::fold("Anti-Corruption") == "anti-corruption"); }
