#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "reading/json_feed_writer.h"
#include "reading/text_page.h"

namespace {

using Severity = reading::Diagnostic::Severity;

std::string file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  REQUIRE(stream);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> lines_of(const reading::Diagnostics& diagnostics) {
  std::vector<std::string> lines;
  for (const auto& diagnostic : diagnostics) lines.push_back(reading::to_string(diagnostic, "page"));
  return lines;
}

// The diagnostics of a page; "" if there are none.
std::string said_of(const std::string& page) {
  const auto result = reading::read_text_page(page);
  std::string all;
  for (const auto& line : lines_of(result.has_value() ? result.value().warnings : result.error())) all += line + "\n";
  return all;
}

news::Feed feed_of(const std::string& page) {
  CAPTURE(page);
  CAPTURE(said_of(page));
  auto result = reading::read_text_page(page);
  REQUIRE(result.has_value());
  return std::move(result).value().feed;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("text page: the office's page has 39 items and exactly the warnings that are true of it") {
  const auto result = reading::read_text_page(file(TEST_DATA "/latest-news.txt"));
  REQUIRE(result.has_value());
  const auto& [feed, warnings] = result.value();
  CHECK(feed.title == "UNODC Brussels Liaison Office - Latest News");
  CHECK(feed.items.size() == 39);
  const std::vector<std::string> expected = {
      "page:43: warning: the item of 9 January 2023 is newer than the one above it, of 7 February 2022 (line 40): "
      "newer items come before older ones",
      "page:50: warning: unbalanced quotation marks: opened by \" but closed by ”: use a pair, “ and ” or \" and \"",
      "page:98: warning: the item of 2 March 2022 is newer than the one above it, of 30 December 2021 (line 93): "
      "newer items come before older ones",
      "page:120: warning: the item of 8 December 2021 is newer than the one above it, of 7 December 2021 (line 115): "
      "newer items come before older ones",
      "page:135: warning: the item of 18 October 2021 is newer than the one above it, of 13 July 2021 (line 130): "
      "newer items come before older ones",
      "page:145: warning: the item of 6 October 2021 is newer than the one above it, of 23 August 2021 (line 140): "
      "newer items come before older ones",
      "page:160: warning: the item of 12 July 2021 is newer than the one above it, of 7-9 June 2021 (line 155): "
      "newer items come before older ones"};
  CHECK(lines_of(warnings) == expected);
}

TEST_CASE("text page: the bundled news are the office's page, byte by byte, and are read back unchanged") {
  const auto feed = feed_of(file(TEST_DATA "/latest-news.txt"));
  const auto bundled = file(PROJECT_ROOT "/static/news.json");
  CHECK(reading::json_feed_text(feed) == bundled);

  const auto back = reading::read_json_feed(bundled);
  REQUIRE(back.has_value());
  CHECK(back.value().warnings.empty());
  CHECK(reading::json_feed_text(back.value().feed) == bundled);
}

TEST_CASE("text page: no letter of the office's page is lost or added, except \"more\"") {
  auto page = file(TEST_DATA "/latest-news.txt");
  auto feed = feed_of(page);
  const auto without_spaces = [](std::string text) {
    for (auto at = text.find("\u00A0"); at != std::string::npos; at = text.find("\u00A0")) text.erase(at, 2);
    text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\n'; }), text.end());
    return text;
  };
  auto rest = without_spaces(page);
  CHECK(rest.starts_with(without_spaces(feed.title)));
  std::size_t at = 0;
  for (const auto& item : feed.items) {
    const auto text = without_spaces(item.title + item.text) + "more";
    const auto found = rest.find(text, at);
    CAPTURE(item.id);
    REQUIRE(found != std::string::npos);
    CHECK(found - at <= std::string("UNODCBrusselsLiaisonOffice-LatestNews30December2021").size());
    at = found + text.size();
  }
  CHECK(at == rest.size());
}

TEST_CASE("text page: blank lines, line ends and kinds of space make no difference") {
  const auto expected = reading::json_feed_text(
      feed_of("News of us\n20-21 June 2023\nThe title\nThe summary goes on. more\n1 May 2023\nOther\nText more\n"));
  const std::string pages[] = {
      "\n\nNews of us\n\n\n20-21 June 2023\n\nThe title\n\nThe summary\n\ngoes on.\n\nmore\n\n1 May "
      "2023\n\nOther\nText\nmore",
      "\xEF\xBB\xBFNews of us\r\n20-21 June 2023\r\nThe title\r\nThe summary goes on.more\r\n1 May "
      "2023\r\nOther\r\nTextmore",
      "News of us\r20–21 June 2023\rThe title\rThe summary goes on. more\r1 May 2023\rOther\rText more\r",
      "\u3000News\u00A0of \t us\u00A0\n\u202F20 to\u200921 June\u00A02023\u00A0\n\u200B\n The\u2003title \n\u00A0\n"
      "The summary  goes on.\u00A0 more\u00A0\u200B\n1 May 2023\nOther\nText\vmore\n"};
  for (const auto& page : pages) {
    CAPTURE(page);
    CHECK(reading::json_feed_text(feed_of(page)) == expected);
    CHECK(said_of(page).empty());
  }
}

TEST_CASE("text page: titles and summaries that look like days are text") {
  const auto feed =
      feed_of("News\n9 June 2023\n16 Days 2023\nOn\n30 July 2023 in Vienna. more\n9 May 2023\n9 May\nA more\n");
  REQUIRE(feed.items.size() == 2);
  CHECK(feed.items[0].title == "16 Days 2023");
  CHECK(feed.items[0].text == "On 30 July 2023 in Vienna.");
  CHECK(feed.items[1].title == "9 May");
}

TEST_CASE("text page: a title ends in any word, \"more\" too") {
  CHECK(feed_of("News\n9 June 2023\nLess is more\nText more\n").items[0].title == "Less is more");
}

TEST_CASE("text page: items that would share an id get numbers, the same at every run") {
  const auto feed =
      feed_of("N\n1 June 2023\nA\nb more\n1 June 2023\nA 2\nc more\n1 June 2023\nA\nd more\n1 June 2023\nA\ne more");
  REQUIRE(feed.items.size() == 4);
  CHECK(feed.items[0].id == "2023-06-01-a");
  CHECK(feed.items[1].id == "2023-06-01-a-2");
  CHECK(feed.items[2].id == "2023-06-01-a-3");
  CHECK(feed.items[3].id == "2023-06-01-a-4");
}

TEST_CASE("text page: a feed needs a title, so that a page without a heading gets one, and a warning") {
  const std::string page = "1 June 2023\nA\nb more\n";
  CHECK(feed_of(page).title == "Latest News");
  CHECK(contains(said_of(page), "page:1: warning: no heading"));
}

TEST_CASE("text page: every error has its line and what would be right") {
  struct Case {
    std::string page;
    std::string said;
  };
  const Case cases[] = {
      {"", "page:1: error: no items at all"},
      {"\n \n", "page:1: error: no items at all"},
      {"News\n", "page:1: error: no items at all"},
      {"N\n31 June 2023\nA\nb more\n", "page:2: error: '31 June 2023' does not exist: that month has the days 1 to 30"},
      {"N\n29 February 2023\nA\nb more\n", "that month has the days 1 to 28"},
      {"31 June 2023\nA\nb more\n", "page:1: error: '31 June 2023' does not exist"},
      {"N\n1 May 2023\nA\nb\n31 June 2022\nC\nd more\n", "page:5: error: '31 June 2022' does not exist"},
      {"N\n21-20 June 2023\nA\nb more\n", "page:2: error: '21-20 June 2023' ends before it starts"},
      {"N\n1 June 2023\n", "page:2: error: the item of '1 June 2023' has no title"},
      {"N\n1 June 2023\n1 May 2023\nA\nb more\n", "page:2: error: the item of '1 June 2023' has no title"},
      {"N\n1 June 2023\n\nA\n\n1 May 2023\nA\nb more\n", "page:4: error: the item of '1 June 2023' has no summary"},
      {"N\n1 June 2023\nThe summary. more\n", "page:3: error: the item of '1 June 2023' has no title"},
      {"N\n1 June 2023\nA\nmore\n", "page:4: error: the item of '1 June 2023' has no summary"},
      {"N\nmenu\nmore menu\n1 June 2023\nA\nb more\n", "page:2: error: 'menu' belongs to no item"},
      {"N\n1 June 2023\nA\nb more\n31 Juny 2023\nC\nd more\n", "page:5: error: '31 Juny 2023' looks like a day"},
      {"N\n1 June 2023\nA\nb more\n5/6/2023\nC\nd more\n", "page:5: error: '5/6/2023' can be two days"},
      {"N\n1 June 2023\nA\nb\n30 July 2023: a roof\nC\nd more\n", "page:5: error: '30 July 2023: a roof' begins"},
      {"N\n1 June 2023\nA\ncaf\xE9 more\n",
       "page:4: error: the file is not UTF-8, from this line on; it looks like windows-1252"},
      {"\xEF\xBB\xBFN\n1 June 2023\nA\ncaf\xE9 more\n", "page:4: error: the file is not UTF-8"},
      {"N\n1 June 2023\nA\nb\x1b[2J more\n", "page:4: error: control character U+001B"},
  };
  for (const auto& example : cases) {
    CAPTURE(example.page);
    CHECK_FALSE(reading::read_text_page(example.page).has_value());
    CHECK_MESSAGE(contains(said_of(example.page), example.said), said_of(example.page));
  }
}

TEST_CASE("text page: all errors and warnings are reported, in the page's order") {
  const auto result = reading::read_text_page("N\n31 June 2023\nA\nb\n\x01\n1 June 2023\nC\n2 July 2023\n");
  REQUIRE_FALSE(result.has_value());
  std::vector<std::size_t> lines;
  for (const auto& diagnostic : result.error()) lines.push_back(diagnostic.line);
  CHECK(lines == std::vector<std::size_t>{2, 5, 5, 7, 8, 8});
}

TEST_CASE("text page: warnings are reported and change nothing") {
  struct Case {
    std::string page;
    std::string said;
  };
  const Case cases[] = {
      {"N\n1 May 2023\nA\nb more\n2 May 2023\nC\nd more\n",
       "page:5: warning: the item of 2 May 2023 is newer than the one above it, of 1 May 2023 (line 2)"},
      {"N\n2 May 2023\nA\nb more\n1 May 2023\nA\nd more\n", "page:6: warning: the title 'A' is that of line 3 too"},
      {"N\n1 May 2023\nA\nb\nnot anymore\n", "page:5: warning: the summary does not end in the word \"more\""},
      {"N\n1 May 2023\n\"A\nb more\n", "page:3: warning: unbalanced quotation mark"},
      {"N\n1 May 2023\nA\n“b\nc more\n", "page:4: warning: unbalanced quotation mark"},
      {"N\n1 May 2023\nA\nb more\nStray line more\n", "page:5: warning: the summary goes on after its \"more\""},
      {"N\n1 May 2023\nA\nb\n30th April 2023\nC\nd more\n", "page:4: warning: the summary does not end in the word"},
      {"N\n1 May 2023, Vienna\nA\nb more\n", "page:2: warning: 'Vienna' beside the day is kept as a tag"},
  };
  for (const auto& example : cases) {
    CAPTURE(example.page);
    CHECK(reading::read_text_page(example.page).has_value());
    CHECK_MESSAGE(contains(said_of(example.page), example.said), said_of(example.page));
  }
  CHECK(feed_of("N\n1 May 2023\nA\nb\nnot anymore\n").items[0].text == "b not anymore");
}

TEST_CASE("text page: the same day twice, and a range above its first day, are in order") {
  CHECK(said_of("N\n1 May 2023\nA\nb more\n1 May 2023\nC\nd more\n").empty());
  CHECK(said_of("N\n1-3 May 2023\nA\nb more\n1 May 2023\nC\nd more\n").empty());
}

TEST_CASE("text page: hostile text stays text, letter by letter") {
  const std::string title = "</script>{{title}}]]>\\u2028 <img src=x onerror=alert(1)> & \u202Eoj\u202C";
  const auto feed = feed_of("N\n1 May 2023\n" + title + "\n" + title + " more\n");
  CHECK(feed.items[0].title == title);
  CHECK(feed.items[0].text == title);
  const auto back = reading::read_json_feed(reading::json_feed_text(feed));
  REQUIRE(back.has_value());
  CHECK(back.value().feed.items[0].title == title);
}

TEST_CASE("text page: a page full of errors shows a hundred, then how many more there are") {
  std::string page = "N\n";
  for (int index = 0; index < 1000; ++index) page += "31 June 2023\nA\nb more\n";
  const auto result = reading::read_text_page(page);
  REQUIRE_FALSE(result.has_value());
  const auto errors = std::count_if(result.error().begin(), result.error().end(),
                                    [](const auto& diagnostic) { return diagnostic.severity == Severity::error; });
  CHECK(errors == 101);
  CHECK(contains(said_of(page), "page: error: and 900 more errors"));
}
