#include <doctest/doctest.h>

#include <string>

#include "reading/marked_line.h"
#include "reading/news_reader.h"

TEST_CASE("marked line: the mark is below the place, counted in characters") {
  CHECK(reading::marked_line("one\n\t\"\xC3\xA9\", x\nthree", 10) == " \"\xC3\xA9\", x\n     ^");
  CHECK(reading::marked_line("one", 3) == "one\n   ^");
  CHECK(reading::marked_line("one\ntwo", 3) == "one\n   ^");
  CHECK(reading::marked_line("", 0).empty());
  CHECK(reading::marked_line("\n\n", 1).empty());
  CHECK(reading::marked_line("\xFFone", 3).empty());
}

TEST_CASE("marked line: of a long line, only the part around the place is shown") {
  const auto line = std::string(500, 'a') + "b" + std::string(500, 'c');
  const auto marked = reading::marked_line(line, 500);
  CHECK(marked.starts_with("…" + std::string(60, 'a') + "bc"));
  CHECK(marked.find("c…\n") != std::string::npos);
  CHECK(marked.ends_with("\n" + std::string(61, ' ') + "^"));
}

TEST_CASE("marked line: errors in JSON have it, warnings do not") {
  const auto result = reading::read_news("{\"version\": \"https://jsonfeed.org/version/1.1\",\n \"items\": [],\n}");
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().at(0).excerpt == " \"items\": [],\n            ^");
}

TEST_CASE("odd day: before 1970, or more than a year ahead, is a warning in each format") {
  const auto warnings = [](const std::string& bytes) {
    const auto result = reading::read_news(bytes);
    REQUIRE(result.has_value());
    std::string all;
    for (const auto& warning : result.value().warnings) all += warning.message + "\n";
    return all;
  };
  const auto page = [&](const std::string& day) { return warnings("News\n" + day + "\nTitle\nText. more\n"); };
  CHECK(page("1 June 2023").empty());
  CHECK(page("1 June 1923") == "1923-06-01 is before 1970: is the year right?\n");
  CHECK(page("1 June 2223") == "2223-06-01 is more than a year ahead: is the year right?\n");
  CHECK(warnings("<rss><channel><title>T</title><item><title>A</title><description>x</description><guid>1</guid>"
                 "<pubDate>Tue, 20 Jun 2223 00:00:00 GMT</pubDate></item></channel></rss>")
            .find("2223-06-20 is more than a year ahead") != std::string::npos);
  CHECK(warnings(R"({"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"a","content_text":"t",
    "date_published":"1823-06-20T00:00:00Z","_latest_news":{"start":"1823-06-20"}}]})") ==
        "1823-06-20 is before 1970: is the year right?\n");
}
