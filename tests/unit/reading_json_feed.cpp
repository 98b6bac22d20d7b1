#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "reading/json_feed.h"
#include "reading/json_feed_writer.h"

namespace {

const std::string version = R"("version":"https://jsonfeed.org/version/1.1",)";

std::string with_items(const std::string& items) { return "{" + version + R"("title":"T","items":[)" + items + "]}"; }

// An item that is well but for what `more` says.
std::string with_item(const std::string& more) { return with_items(R"({"id":"a","content_text":"t",)" + more + "}"); }

std::string said_of(const std::string& bytes) {
  const auto result = reading::read_json_feed(bytes);
  std::string all;
  for (const auto& diagnostic : result.has_value() ? result.value().warnings : result.error()) {
    all += reading::to_string(diagnostic, "f") + "\n";
  }
  return all;
}

news::Feed feed_of(const std::string& bytes) {
  CAPTURE(bytes);
  CAPTURE(said_of(bytes));
  auto result = reading::read_json_feed(bytes);
  REQUIRE(result.has_value());
  return std::move(result).value().feed;
}

struct Case {
  std::string bytes;
  std::string said;
};

void check_errors(const std::vector<Case>& cases) {
  for (const auto& example : cases) {
    CAPTURE(example.bytes);
    CHECK_FALSE(reading::read_json_feed(example.bytes).has_value());
    const auto all = said_of(example.bytes);
    CHECK_MESSAGE(all.find(example.said) != std::string::npos, all);
  }
}

}  // namespace

TEST_CASE("json feed: everything that a feed and an item can say is read") {
  const auto feed = feed_of("\xEF\xBB\xBF{" + version + R"(
    "title": " The\u00a0 title\n", "home_page_url": "https://example.org/", "description": "d", "language": "fr-BE",
    "icon": "data:ignored", "authors": [{"name": "ignored"}], "_other": {"a": [[{}]]},
    "items": [{"id": "x-1", "title": "Title \u00e9\ud83d\ude00", "content_text": "One\n\ttwo\r\n three", "summary": "s",
      "url": "mailto:a@example.org", "external_url": "https://example.org/x", "date_published": "2023-06-20T22:00:00-05:00",
      "date_modified": "2023-06-21T00:00:00.5Z", "language": "en", "tags": ["a", " b  c ", ""],
      "_latest_news": {"start": "2023-06-20", "end": "2023-06-21", "other": 1}, "attachments": [{"url": 1}]}]})");
  CHECK(feed.title == "The title");
  CHECK(feed.home_page_url == "https://example.org/");
  CHECK(feed.description == "d");
  CHECK(feed.language == "fr-BE");
  REQUIRE(feed.items.size() == 1);
  const auto& item = feed.items[0];
  CHECK(item.id == "x-1");
  CHECK(item.title == "Title é😀");
  CHECK(item.text == "One two three");
  CHECK(item.summary == "s");
  CHECK(item.url == "mailto:a@example.org");
  CHECK(item.date_published == "2023-06-20T22:00:00-05:00");
  CHECK(item.date_modified == "2023-06-21T00:00:00.5Z");
  CHECK(item.language == "en");
  CHECK(item.tags == std::vector<std::string>{"a", "b c"});
  CHECK(item.days == news::Days{*news::make_date(2023, 6, 20), *news::make_date(2023, 6, 21)});
}

TEST_CASE("json feed: the least that a feed can say, also of version 1.0, is enough") {
  const auto feed =
      feed_of(R"({"items":[{"content_text":"","id":7}],"title":"T","version":"https://jsonfeed.org/version/1"})");
  CHECK(feed.language == "en");
  CHECK(feed.items.at(0).id == "7");
  CHECK_FALSE(feed.items.at(0).days);
  CHECK(feed_of(with_items("")).items.empty());
}

TEST_CASE("json feed: days are the extension's, else the date of publication, in its own time zone") {
  struct DaysCase {
    std::string more;
    std::string first;
    std::string last;
  };
  const DaysCase cases[] = {
      {R"("date_published":"2023-06-20T23:30:00-08:00")", "2023-06-20", "2023-06-20"},
      {R"("_latest_news":{"start":"2023-06-20"})", "2023-06-20", "2023-06-20"},
      {R"("_latest_news":{"end":"2023-06-21","start":"2023-06-20"},"date_published":"2020-01-01T00:00:00Z")",
       "2023-06-20", "2023-06-21"},
      {R"("_latest_news":{},"date_published":"2020-01-01T00:00:00Z")", "2020-01-01", "2020-01-01"},
  };
  for (const auto& example : cases) {
    CAPTURE(example.more);
    const auto feed = feed_of(with_item(example.more));
    REQUIRE(feed.items.at(0).days);
    CHECK(news::to_string(feed.items[0].days->first) == example.first);
    CHECK(news::to_string(feed.items[0].days->last) == example.last);
  }
}

TEST_CASE("json feed: HTML is reduced to text where there is no text") {
  CHECK(feed_of(with_items(R"({"id":"a","content_html":"<p>A &amp; b</p><p>c<script>x</script>"})")).items[0].text ==
        "A & b c");
  CHECK(feed_of(with_items(R"({"id":"a","content_html":"<p>h","content_text":"t"})")).items[0].text == "t");
}

TEST_CASE("json feed: what is not JSON, or not UTF-8, is told with line and column") {
  using namespace std::string_literals;
  check_errors({
      {"", "f:1:1: error: not JSON: "},
      {"{", "f:1:2: error: not JSON: "},
      {"[1,\n 2,\n  x]", "f:3:3: error: not JSON: "},
      {"{\"a\": 1,}", "f:1:9: error: not JSON: "},
      {"{\"a\": \"b\nc\"}", "error: not JSON: "},
      {"{'a': 1}", "f:1:2: error: not JSON: "},
      {"{} {}", "f:1:4: error: not JSON: "},
      {"{\"a\": NaN}", "error: not JSON: "},
      {"// x\n{}", "error: not JSON: "},
      {"{\"a\": \"\\ud800\"}", "error: not JSON: "},
      {"{\"a\": \"\\udc00 x\"}", "error: not JSON: "},
      {"{\"a\": \"\\u12\"}", "error: not JSON: "},
      {"{\"a\": 01}", "error: not JSON: "},
      {"\0"s, "error: not JSON: "},
      {with_items("{\"id\":\"a\",\n\"title\":\"caf\xE9\",\"content_text\":\"\"}"),
       "f:2:13: error: byte 0xE9 at offset 90 is not UTF-8"},
      {"\xEF\xBB\xBF{\"a\":\"\xE9\"}", "f:1:7: error: byte 0xE9 at offset 9 is not UTF-8"},
      {with_items("{\"id\":\"a\",\"content_text\":\"\xED\xA0\x80\"}"), "is not UTF-8"},
  });
}

TEST_CASE("json feed: a syntax error shows little of what was read") {
  const auto said = said_of("{\"a\": \"" + std::string(1 << 20, 'x') + "\x01\"}");
  CHECK(said.size() < 500);
  CHECK(said.find("not JSON") != std::string::npos);
}

TEST_CASE("json feed: what a feed lacks, or has of the wrong type, is told") {
  check_errors({
      {"[]", "f:1:1: error: an array is the wrong type: a feed is an object"},
      {"null", "f:1:1: error: null is the wrong type"},
      {" 7", "f:1:2: error: a number is the wrong type"},
      {"\"x\"", "f:1:1: error: a string is the wrong type"},
      {R"({"title":"T","items":[]})", "f:1:1: error: no 'version'"},
      {"{" + version + R"("items":[]})", "f:1:1: error: no 'title'"},
      {"{" + version + R"("title":"T"})", "f:1:1: error: no 'items'"},
      {R"({"version":"2","title":"T","items":[]})", "f:1:12: error: unknown version '2'"},
      {R"({"version":1.1,"title":"T","items":[]})", "a number is the wrong type: 'version' is a string [/version]"},
      {"{" + version + R"("title":["T"],"items":[]})", "an array is the wrong type: 'title' is a string [/title]"},
      {"{" + version + R"("title":"T","items":{"a":[]}})", "an object is the wrong type: 'items' is an array [/items]"},
      {"{" + version + R"("title":"T","items":"x"})", "a string is the wrong type: 'items' is an array [/items]"},
      {"{" + version + R"("title":"T","items":[],"language":null})", "null is the wrong type: 'language' is a string"},
      {"{" + version + R"("title":"T","items":[],"home_page_url":"mailto:a@b"})", "[/home_page_url]"},
      {"{" + version + R"("title":"T","items":[],"home_page_url":"javascript:x"})", "[/home_page_url]"},
      {with_items("1"), "a number is the wrong type: an item is an object [/items/0]"},
      {with_items("{\"id\":\"a\",\"content_text\":\"\"},[{}]"),
       "an array is the wrong type: an item is an object [/items/1]"},
      {with_item(R"("tags":"a")"), "a string is the wrong type: 'tags' is an array [/items/0/tags]"},
      {with_item(R"("tags":["a",1,{"b":[]}])"), "a number is the wrong type: a tag is a string [/items/0/tags/1]"},
      {with_item(R"("tags":["a",1,{"b":[]}])"), "an object is the wrong type: a tag is a string [/items/0/tags/2]"},
      {with_item(R"("title":true)"), "true is the wrong type: 'title' is a string [/items/0/title]"},
      {with_item(R"("_latest_news":[])"),
       "an array is the wrong type: '_latest_news' is an object [/items/0/_latest_news]"},
      {with_item(R"("_latest_news":{"start":20230620})"), "'start' is a string [/items/0/_latest_news/start]"},
  });
}

TEST_CASE("json feed: what an item has wrong is told with place, pointer and what would be right") {
  check_errors({
      {with_items(R"({"content_text":""})"), "error: no 'id': each item needs one"},
      {with_items(R"({"id":"a"})"),
       "error: neither 'content_text' nor 'content_html': each item needs one of them [/items/0]"},
      {with_items("{\"id\":\"a\",\"content_text\":\"\"},\n{\"content_text\":\"\", \"id\":\"a\"}"),
       "f:2:26: error: the id 'a' is that of /items/0 too: each item needs an id of its own [/items/1/id]"},
      {with_items(R"({"id":7,"content_text":""},{"id":"7","content_text":""})"), "the id '7' is that of /items/0 too"},
      {with_items(R"({"id":"https://example.org/1","content_text":""})"),
       "the id 'https://example.org/1' is not fit for a URL's path: 1 to 200 of the characters A-Z a-z 0-9 - . _ ~"},
      {with_items(R"({"id":"","content_text":""})"), "the id '' is not fit"},
      {with_items(R"({"id":"..","content_text":""})"), "the id '..' is not fit"},
      {with_item(R"("date_published":"2023-06-31T00:00:00Z")"), "[/items/0/date_published]"},
      {with_item(R"("date_modified":"2023-06-20")"), "[/items/0/date_modified]"},
      {with_item(R"("_latest_news":{"start":"2023-02-29"})"), "'2023-02-29' is not a day that exists"},
      {with_item(R"("_latest_news":{"start":"2023-02-20","end":"20230221"})"), "[/items/0/_latest_news/end]"},
      {with_item("\n\"_latest_news\":{\"end\":\"2023-06-20\",\"start\":\"2023-06-21\"}"),
       "f:2:23: error: the end 2023-06-20 is before the start 2023-06-21: the earlier day is the start "
       "[/items/0/_latest_news/end]"},
      {with_item(R"("_latest_news":{"end":"2023-06-20"})"), "an 'end' without a 'start'"},
      {with_item(R"("url":"\u0001javascript:x")"), "[/items/0/url]"},
      {with_item(R"("url":"/relative")"),
       "'/relative' has no scheme: an absolute URL with http, https or mailto is needed"},
      {with_item(R"("external_url":"javascript:x")"), "has the scheme 'javascript'"},
      {with_item(R"("title":"a\u0000b")"), "control character U+0000 in 'a<U+0000>b'"},
      {with_item(R"("title":"\u001b[2J")"), "control character U+001B"},
      {with_item(R"("summary":"\u007f")"), "control character U+007F"},
      {with_item(R"("summary":"\u0085")"), "control character U+0085"},
      {with_item(R"("tags":["a","\u0007"])"), "[/items/0/tags/1]"},
  });
}

TEST_CASE("json feed: every problem is told, in the order of the file") {
  const auto result = reading::read_json_feed(
      "{\"version\": \"9\",\n\"items\": [\n{\"id\": \"a b\", \"url\": \"x\"},\n{\"date_published\": \"x\"}\n]}");
  REQUIRE_FALSE(result.has_value());
  std::vector<std::string> places;
  for (const auto& diagnostic : result.error()) {
    places.push_back(std::to_string(diagnostic.line) + ":" + std::to_string(diagnostic.column) + diagnostic.pointer);
  }
  const std::vector<std::string> expected = {"1:1",
                                             "1:13/version",
                                             "3:1/items/0",
                                             "3:8/items/0/id",
                                             "3:22/items/0/url",
                                             "4:1/items/1",
                                             "4:1/items/1",
                                             "4:20/items/1/date_published"};
  CHECK(places == expected);
}

TEST_CASE("json feed: places are exact after numbers, escapes and any spacing") {
  check_errors({
      {"{\"a\":[1,2.5e3 , -7],\"b\":1\n,\"title\" :\t5}", "f:2:12: error: a number is the wrong type"},
      {"{\"a\\\"\\u0041\":\"\\\"}\",\"title\":[ ]}", "f:1:28: error: an array is the wrong type"},
      {"{\"a\":1,\"title\":12}", "f:1:16: error: a number is the wrong type"},
      {"{\"a\":{\"b\":1},\"title\":false}", "f:1:22: error: false is the wrong type"},
  });
}

TEST_CASE("json feed: what stands twice counts as it stands last, with a warning") {
  const std::string twice = with_item(R"("title":"one","title":"two","tags":["a"],"tags":["b"],"x":1,"x":2)");
  const auto feed = feed_of(twice);
  CHECK(feed.items.at(0).title == "two");
  CHECK(feed.items.at(0).tags == std::vector<std::string>{"b"});
  CHECK(said_of(twice).find("warning: 'title' stands twice in one object") != std::string::npos);
  CHECK(feed_of("{" + version +
                R"("title":"T","items":[{"id":"a","content_text":""}],"items":[{"id":"a","content_text":""}]})")
            .items.size() == 1);
}

TEST_CASE("json feed: a language that is none is ignored, with a warning") {
  const std::string bytes = "{" + version + R"("title":"T","items":[],"language":"en_US"})";
  CHECK(feed_of(bytes).language == "en");
  CHECK(said_of(bytes).find("warning: 'en_US' is not a language tag") != std::string::npos);
}

TEST_CASE("json feed: hostile text stays text, to the letter") {
  const std::string title = "</script>{{title}}]]>\\\" <img src=x onerror=alert(1)> & \u202Eoj";
  news::Feed feed;
  feed.title = title;
  feed.language = "en";
  feed.items.push_back({"a", title, title, "", "", std::nullopt, "", "", "", {}});
  const auto back = feed_of(reading::json_feed_text(feed));
  CHECK(back.title == title);
  CHECK(back.items.at(0).title == title);
  CHECK(back.items.at(0).text == title);
}

TEST_CASE("json feed: neither depth nor number of problems harms") {
  const std::string deep(200000, '[');
  CHECK(said_of(deep).find("not JSON") != std::string::npos);
  CHECK(feed_of(with_item("\"x\":" + deep + std::string(200000, ']'))).items.size() == 1);

  std::string items = "{}";
  for (int index = 1; index < 1000; ++index) items += ",{}";
  const auto result = reading::read_json_feed(with_items(items));
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().size() == 101);
  CHECK(result.error().back().message == "and 1900 more errors");
}

TEST_CASE("json feed: a file of more than 64 MiB is refused unread") {
  const auto result = reading::read_json_feed(std::string(reading::max_file_bytes + 1, ' '));
  REQUIRE_FALSE(result.has_value());
  CHECK(reading::to_string(result.error().at(0), "f") ==
        "f: error: the file is larger than 64 MiB: leave older items out");
}

TEST_CASE("json feed: a feed cut off anywhere is refused, and never crashes") {
  const auto whole = with_item(R"("url":"https://example.org/","tags":["a"],"_latest_news":{"start":"2023-06-20"})");
  REQUIRE(reading::read_json_feed(whole).has_value());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(reading::read_json_feed(whole.substr(0, size)).has_value());
  }
}

TEST_CASE("diagnostic: written as compilers do, without the parts that it has not") {
  using reading::Diagnostic;
  CHECK(reading::to_string({Diagnostic::Severity::error, 3, 7, "/items/0", "m"}, "a.json") ==
        "a.json:3:7: error: m [/items/0]");
  CHECK(reading::to_string({Diagnostic::Severity::warning, 3, 0, "", "m"}, "a.txt") == "a.txt:3: warning: m");
  CHECK(reading::to_string({Diagnostic::Severity::error, 0, 0, "", "m"}, "a.txt") == "a.txt: error: m");
}
