#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "reading/diagnostic_collector.h"
#include "reading/plain_text.h"

TEST_CASE("plain text: spaces of every kind become one, and none stays at the ends") {
  const std::string spaces[] = {" ",      "\t",     "\n",     "\v",     "\f",     "\r",       "\u0085", "\u00A0",
                                "\u1680", "\u2000", "\u2003", "\u2007", "\u2009", "\u200A",   "\u200B", "\u2028",
                                "\u2029", "\u202F", "\u205F", "\u3000", "\uFEFF", "  \u00A0 "};
  for (const auto& space : spaces) {
    CAPTURE(space);
    CHECK(reading::fold_spaces(space + "a" + space + space + "b" + space) == "a b");
    CHECK(reading::fold_spaces(space).empty());
  }
  CHECK(reading::fold_spaces("é\u200D–ü\u2060…") == "é\u200D–ü\u2060…");
}

TEST_CASE("plain text: control characters are found, except tabs and line ends") {
  using namespace std::string_view_literals;
  CHECK_FALSE(reading::find_control("a\tb\nc\r\u00A0\u00E9"));
  CHECK(reading::find_control("a\0b"sv) == "U+0000");
  CHECK(reading::find_control("a\x1b[31m") == "U+001B");
  CHECK(reading::find_control("a\x7f") == "U+007F");
  CHECK(reading::find_control("a\u0085") == "U+0085");
  CHECK(reading::find_control("\u009F") == "U+009F");
}

TEST_CASE("plain text: each run of invalid UTF-8 is reported once, and repaired without moving other text") {
  struct Case {
    std::string bytes;
    std::string repaired;
    std::size_t count;
  };
  const Case cases[] = {
      {"a\xE9z", "a?z", 1},
      {"\xFF\xFE"
       "ab\xC0\xAF",
       "??ab??", 2},
      {"\xED\xA0\x80 surrogate", "??? surrogate", 1},
      {"\xF4\x90\x80\x80", "????", 1},
      {"cut \xE2\x82", "cut ??", 1},
      {"12345678\x80", "12345678?", 1},
  };
  for (const auto& example : cases) {
    CAPTURE(example.repaired);
    reading::DiagnosticCollector findings;
    CHECK(reading::repair_utf8(example.bytes, 0, findings) == example.repaired);
    CHECK(findings.in_order(example.bytes).size() == example.count);
  }
  reading::DiagnosticCollector findings;
  CHECK_FALSE(reading::repair_utf8("é€😀 ascii\uFFFF", 0, findings));
  CHECK_FALSE(findings.has_errors());
}

TEST_CASE("plain text: a quotation in a message is short and cannot control the terminal") {
  CHECK(reading::quote("a\x1b[2J\u202Eb\n") == "'a<U+001B>[2J<U+202E>b<U+000A>'");
  CHECK(reading::quote(std::string(100, 'x')) == "'" + std::string(80, 'x') + "…'");
}

TEST_CASE("plain text: lines end in LF, CR LF or CR") {
  const std::string_view bytes = "a\r\nb\rc\n\nd";
  reading::LineCounter lines(bytes);
  const std::size_t expected[][3] = {{0, 1, 1}, {3, 2, 1}, {5, 3, 1}, {7, 4, 1}, {8, 5, 1}, {9, 5, 2}};
  for (const auto& example : expected) {
    CAPTURE(example[0]);
    const auto place = lines.find(example[0]);
    CHECK(place.line == example[1]);
    CHECK(place.column == example[2]);
  }
}
