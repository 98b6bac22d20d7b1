#include <doctest/doctest.h>

#include <string>

#include "reading/quotation_marks.h"

TEST_CASE("quotation marks: pairs are balanced, apostrophes are ignored") {
  for (const std::string text : {"", "none", "a \"b\" c", "“a” b “c”", "“a “b” c”", "“a \"b\" c”", "\"a “b” c\"", "„a“",
                                 "„a”", "Kenya’s, 'a b", "‘a’ b’", "members' own"}) {
    CAPTURE(text);
    CHECK_FALSE(reading::unbalanced_quotation(text));
  }
}

TEST_CASE("quotation marks: an opening or closing mark without its partner is a warning") {
  for (const std::string text :
       {"\"a", "a\"", "“a", "a”", "”a“", "\"a”", "“a\"", "“a” b”", "“a “b”", "\"a\" b\"", "„a"}) {
    CAPTURE(text);
    CHECK(reading::unbalanced_quotation(text));
  }
}
