#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "reading/json_feed.h"
#include "reading/json_feed_writer.h"

namespace {

const std::string version = R"("version":"https://jsonfeed.org/version/1.1",)";

std::string with_items(const std::string& items) { return "{" + version + R"("title":"T","items":[)" + items + "]}"; }

// A valid item, with `more` added to it.
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

void check_warnings(const std::vector<Case>& cases) {
  for (const auto& example : cases) {
    CAPTURE(example.bytes);
    CHECK(reading::read_json_feed(example.bytes).has_value());
    const auto all = said_of(example.bytes);
    CHECK_MESSAGE(all.find(example.said) != std::string::npos, all);
  }
}

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
      feed_of(R"({"items":[{"content_text":"t","id":7}],"title":"T","version":"https://jsonfeed.org/version/1"})");
  CHECK(feed.language == "");
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

TEST_CASE("json feed: invalid JSON or UTF-8 is reported with line and column") {
  using namespace std::string_literals;
  check_errors({
      {"", "f:1:1: error: the file is empty"},
      {"{", "f:1:1: error: the file ends too early"},
      {"[1,\n 2,\n  x]", "f:3:3: error: not JSON: "},
      {"{\"a\": 1,}", "f:1:8: error: remove the comma after the last entry"},
      {"{\"a\": [1,\n]}", "f:1:9: error: remove the comma after the last entry"},
      {"{\"a\": \"b\nc\"}", "f:1:8: error: a line ends within quotation marks"},
      {"{'a': 1}", "f:1:2: error: ' is no quotation mark of JSON: type \""},
      {"{\n“a”: 1}", "f:2:1: error: “ is a typographic quotation mark: type \""},
      {"{\"a\": 1\n\"b\": 2}", "f:1:7: error: a comma is missing after this"},
      {"{} {}", "error: "},
      {"{\"a\": NaN}", "error: not JSON: "},
      {"// x\n{}", "error: JSON has no comments: remove it"},
      {"{\"a\": \"\\u12\"}", "error: "},
      {"{\"a\": 01}", "error: "},
      {"\0"s, "error: "},
      {with_items("{\"id\":\"a\",\n\"title\":\"caf\xE9\",\"content_text\":\"\"}"),
       "f:2:13: error: byte 0xE9 at offset 90 is not UTF-8"},
      {"\xEF\xBB\xBF{\"a\":\"\xE9\"}", "f:1:7: error: byte 0xE9 at offset 9 is not UTF-8"},
      {with_items("{\"id\":\"a\",\"content_text\":\"\xED\xA0\x80\"}"), "is not UTF-8"},
  });
}

TEST_CASE("json feed: half of a surrogate pair and a number out of range are accepted") {
  CHECK(feed_of(with_item(R"("title":"a\ud800b\udc00","x":"\ud800","y":1e999)")).items.at(0).title == "a�b�");
  CHECK(feed_of(with_item(R"("title":"\ud83d\ude00 \\ud800")")).items.at(0).title == "😀 \\ud800");
}

TEST_CASE("json feed: a syntax error quotes only a few characters") {
  const auto said = said_of("{\"a\": \"" + std::string(1 << 20, 'x') + "\x01\"}");
  CHECK(said.size() < 500);
  CHECK(said.find("not JSON") != std::string::npos);
}

TEST_CASE("json feed: a file that is no feed is refused") {
  check_errors({
      {"[]", "f:1:1: error: no feed: a JSON Feed is an object"},
      {"null", "no feed"},
      {" 7", "no feed"},
      {"\"x\"", "no feed"},
      {R"({"title":"T","items":[]})", "f:1:1: error: no feed: it has neither a version of JSON Feed nor an item"},
      {"{" + version + R"("title":"T"})", "f:1:1: error: no 'items'"},
      {"{" + version + R"("title":"T","items":{"a":[]}})",
       "an object is the wrong type and is ignored: 'items' is an array [/items]"},
      {with_items("1"), "error: none of the 1 items can be shown"},
      {with_items("{},{}"), "error: none of the 2 items can be shown"},
  });
}

TEST_CASE("json feed: null is like an absent value") {
  const auto null =
      with_item(R"("title":null,"summary":null,"tags":null,"url":null,"date_published":null,"_latest_news":null)");
  CHECK(feed_of(null).items.size() == 1);
  CHECK(said_of(null).empty());
}

TEST_CASE("json feed: faulty values are repaired or ignored, with place, pointer and what would be right") {
  check_warnings({
      {R"({"title":"T","items":[{"id":"a","content_text":"t"}]})", "f:1:1: warning: no 'version'"},
      {R"({"version":"http://jsonfeed.org/version/1","title":"T","items":[]})",
       "f:1:12: warning: 'http://jsonfeed.org/version/1' is read as"},
      {"{" + version + R"("items":[]})", "f:1:1: warning: no title: the feed is titled 'Latest News'"},
      {"{" + version + R"("title":"T","items":[]})", "f:1:1: warning: the feed has no items"},
      {"{" + version + R"("title":["T"],"items":[]})",
       "an array is the wrong type and is ignored: 'title' is a string [/title]"},
      {"{" + version + R"("title":"T","items":[],"home_page_url":"javascript:x"})", "[/home_page_url]"},
      {with_items(R"({"id":"a","content_text":"t"},[{}])"),
       "an array is the wrong type: an item is an object; it is left out [/items/1]"},
      {with_item(R"("tags":"a")"), "a string is read as one tag: 'tags' is an array [/items/0/tags]"},
      {with_item(R"("tags":["a",1,{"b":[]}])"),
       "a number is the wrong type and is ignored: a tag is a string [/items/0/tags/1]"},
      {with_item(R"("title":true)"), "true is the wrong type and is ignored: 'title' is a string [/items/0/title]"},
      {with_item(R"("_latest_news":[])"), "'_latest_news' is an object [/items/0/_latest_news]"},
      {with_item(R"("_latest_news":{"start":20230620})"), "'start' is a string [/items/0/_latest_news/start]"},
      {with_items(R"({"content_text":"t","url":"https://a.example/x"})"),
       "no id: the item is known by its URL [/items/0]"},
      {with_items(R"({"content_text":"t","title":"A b","date_published":"2023-06-20T00:00:00Z"})"),
       "no id: the item is known by its day and title"},
      {with_items(R"({"id":"a","title":"A"})"), "no content and no summary: only the title is shown [/items/0]"},
      {with_items(R"({"id":"a","summary":"A"})"), "no content: the summary is shown in its place [/items/0]"},
      {with_items("{\"id\":\"a\",\"content_text\":\"t\"},\n{\"content_text\":\"t\", \"id\":\"a\"}"),
       "f:2:27: warning: the id 'a' is that of /items/0 too: each item needs an id of its own; it is left out "
       "[/items/1/id]"},
      {with_items(R"({"id":7,"content_text":"t"},{"id":"7","content_text":"t"})"),
       "the id '7' is that of /items/0 too"},
      {with_item(R"("date_published":"2023-06-31T00:00:00Z")"),
       "is not a date that exists and is ignored: write it as '2023-06-20T00:00:00Z' (RFC 3339) "
       "[/items/0/date_published]"},
      {with_item(R"("date_modified":"2023-06-20")"),
       "'2023-06-20' is read as 2023-06-20T00:00:00Z: write it so (RFC 3339) [/items/0/date_modified]"},
      {with_item(R"("_latest_news":{"start":"2023-02-29"})"), "'2023-02-29' is not a day that exists"},
      {with_item(R"("_latest_news":{"start":"2023-02-20","end":"20230221"})"), "[/items/0/_latest_news/end]"},
      {with_item("\n\"_latest_news\":{\"end\":\"2023-06-20\",\"start\":\"2023-06-21\"}"),
       "f:2:23: warning: the end 2023-06-20 is before the start 2023-06-21 and is ignored: the earlier day is the "
       "start "
       "[/items/0/_latest_news/end]"},
      {with_item(R"("_latest_news":{"end":"2023-06-20"})"), "an 'end' without a 'start'"},
      {with_item(R"("url":"\u0001javascript:x")"), "[/items/0/url]"},
      {with_item(R"("url":"/relative")"),
       "'/relative' has no scheme: an absolute URL with http, https or mailto is needed"},
      {with_item(R"("external_url":"javascript:x")"), "has the scheme 'javascript'"},
      {with_item(R"("title":"a\u0000b")"), "control character U+0000 in 'a<U+0000>b' is taken out [/items/0/title]"},
      {with_item(R"("summary":"\u0085")"), "control character U+0085"},
      {with_item(R"("tags":["a","\u0007"])"), "[/items/0/tags/1]"},
      {with_item(R"("Title":"x")"),
       "f:1:97: warning: 'Title' means nothing here: did you mean 'title'? [/items/0/Title]"},
      {with_item(R"("date_publised":"x")"), "did you mean 'date_published'?"},
      {with_item(R"("latest_news":{"start":"2023-06-20"})"), "did you mean '_latest_news'?"},
      {with_item(R"("title":"A &amp; b")"), "the title has HTML or entities"},
  });
}

TEST_CASE("json feed: an id may be any text; the path of the item's page is ours, readable and unique") {
  struct PathCase {
    std::string item;
    std::string id;
    std::string page;
  };
  const PathCase cases[] = {
      {R"("id":"a-1")", "a-1", "a-1"},
      {R"("id":42)", "42", "42"},
      {R"("id":"https://news.example/2023/07/30/bridge.html?x=1")", "https://news.example/2023/07/30/bridge.html?x=1",
       "bridge"},
      {R"("id":"tag:news.example,2023:Bridge opens")", "tag:news.example,2023:Bridge opens", "a-title"},
      {R"("id":"urn:1","date_published":"2023-07-30T00:00:00Z")", "urn:1", "a-title"},
      {R"("url":"https://news.example/p/2023","date_published":"2023-07-30T00:00:00Z")", "https://news.example/p/2023",
       "a-title"},
  };
  for (const auto& example : cases) {
    CAPTURE(example.item);
    const auto feed = feed_of(with_items(R"({"title":"A title","content_text":"t",)" + example.item + "}"));
    CHECK(feed.items.at(0).id == example.id);
    CHECK(feed.items.at(0).page() == example.page);
  }
  const auto two = feed_of(
      with_items(R"({"id":"https://a.example/x","content_text":"t"},{"id":"https://b.example/x","content_text":"t"})"));
  CHECK(two.items.at(0).page() == "x");
  CHECK(
      two.items.at(1).page() ==
      feed_of(with_items(
                  R"({"id":"https://c.example/x","content_text":"t"},{"id":"https://b.example/x","content_text":"t"})"))
          .items.at(1)
          .page());
  CHECK(two.items.at(1).page().size() > 2);
}

TEST_CASE("json feed: the day of an item that has only been modified is that one") {
  CHECK(feed_of(with_item(R"("date_modified":"2023-07-30T00:00:00Z")")).items.at(0).days.has_value());
}

TEST_CASE("json feed: relative URLs are resolved against the feed's URL, which may be before or after them") {
  const auto feed = feed_of(
      "{" + version +
      R"("title":"T","items":[{"id":"a","content_html":"<a href='c'>x</a>","url":"/a b"}],"home_page_url":"https://news.example/d/"})");
  CHECK(feed.items.at(0).url == "https://news.example/a%20b");
  CHECK(feed.items.at(0).markup == "<p><a href=\"https://news.example/d/c\" rel=\"noopener\">x</a></p>");
}

TEST_CASE("json feed: an item that waits for the feed's URL keeps its place") {
  const std::string head = R"("title":"T","home_page_url":"https://news.example/d/")";
  const std::string items = R"("items":[
    {"id":"1","content_text":"t","url":"https://other.example/a"},
    {"id":"2","content_text":"t","url":"/go?to=https://other.example/b"},
    {"id":"3","content_text":"t","image":"c.png"},
    {"id":"4","content_text":"t","url":"https://other.example/d"},
    {"id":"2","content_text":"the same id again"}])";
  for (const auto& text : {"{" + version + head + "," + items + "}", "{" + version + items + "," + head + "}"}) {
    const auto feed = feed_of(text);
    REQUIRE(feed.items.size() == 4);
    CHECK(feed.items[0].url == "https://other.example/a");
    CHECK(feed.items[1].url == "https://news.example/go?to=https://other.example/b");
    CHECK(feed.items[2].image == "https://news.example/d/c.png");
    CHECK(feed.items[3].id == "4");
  }
}

TEST_CASE("json feed: places are exact after numbers, escapes and any spacing") {
  const std::string items = R"(,"items":[{"id":"a","content_text":"t"}]})";
  check_warnings({
      {"{\"a\":[1,2.5e3 , -7],\"b\":1\n,\"title\" :\t5" + items, "f:2:12: warning: a number is the wrong type"},
      {"{\"a\\\"\\u0041\":\"\\\"}\",\"title\":[ ]" + items, "f:1:28: warning: an array is the wrong type"},
      {"{\"a\":1,\"title\":12" + items, "f:1:16: warning: a number is the wrong type"},
      {"{\"a\":{\"b\":1},\"title\":false" + items, "f:1:22: warning: false is the wrong type"},
  });
}

TEST_CASE("json feed: of a duplicate name the last value counts, with a warning") {
  const std::string twice = with_item(R"("title":"one","title":"two","tags":["a"],"tags":["b"],"x":1,"x":2)");
  const auto feed = feed_of(twice);
  CHECK(feed.items.at(0).title == "two");
  CHECK(feed.items.at(0).tags == std::vector<std::string>{"b"});
  CHECK(said_of(twice).find("warning: 'title' is there twice in one object") != std::string::npos);
  CHECK(feed_of("{" + version +
                R"("title":"T","items":[{"id":"a","content_text":"t"}],"items":[{"id":"b","content_text":"t"}]})")
            .items.size() == 1);
}

TEST_CASE("json feed: an invalid language is ignored, with a warning") {
  const std::string bytes = "{" + version + R"("title":"T","items":[],"language":"english, please"})";
  CHECK(feed_of(bytes).language == "");
  CHECK(said_of(bytes).find("warning: 'english, please' is not a language tag") != std::string::npos);
}

TEST_CASE("json feed: hostile text stays text, letter by letter") {
  const std::string title = "</script>{{title}}]]>\\\" <img src=x onerror=alert(1)> & \u202Eoj\u202C";
  news::Feed feed;
  feed.title = title;
  feed.language = "en";
  feed.items.resize(1);
  feed.items[0].id = "a";
  feed.items[0].title = feed.items[0].text = title;
  const auto back = feed_of(reading::json_feed_text(feed));
  CHECK(back.title == title);
  CHECK(back.items.at(0).title == title);
  CHECK(back.items.at(0).text == title);
}

TEST_CASE("json feed: deep nesting and thousands of problems are survived") {
  const std::string deep(200000, '[');
  CHECK(said_of(deep).find("error: the file ends too early") != std::string::npos);
  CHECK(feed_of(with_item("\"x\":" + deep + std::string(200000, ']'))).items.size() == 1);

  std::string items = "{}";
  for (int index = 1; index < 1000; ++index) items += ",{}";
  const auto result = reading::read_json_feed(with_items(items));
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().size() == 102);
  CHECK(result.error().back().message == "and 900 more warnings");
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

TEST_CASE("diagnostic: the format is that of compilers; missing parts are left out") {
  using reading::Diagnostic;
  CHECK(reading::to_string({Diagnostic::Severity::error, 3, 7, "/items/0", "m"}, "a.json") ==
        "a.json:3:7: error: m [/items/0]");
  CHECK(reading::to_string({Diagnostic::Severity::warning, 3, 0, "", "m"}, "a.txt") == "a.txt:3: warning: m");
  CHECK(reading::to_string({Diagnostic::Severity::error, 0, 0, "", "m"}, "a.txt") == "a.txt: error: m");
}

TEST_CASE("json feed: an embargo is kept, and an item whose embargo is not understood is left out") {
  const auto good =
      feed_of(with_item(R"("_latest_news":{"publish":"2023-06-20T09:00:00+02:00","expires":"2024-01-01T00:00:00Z"})"));
  CHECK(good.items.at(0).publish == "2023-06-20T09:00:00+02:00");
  CHECK(good.items.at(0).expires == "2024-01-01T00:00:00Z");
  CHECK(feed_of(reading::json_feed_text(good)).items == good.items);
  check_errors({{with_item(R"("_latest_news":{"publish":"tomorrow at nine"})"),
                 "warning: the item has an embargo that is not understood, 'tomorrow at nine'"}});
}

TEST_CASE("json feed: a valid value that is surely a mistake is a warning") {
  const auto said = said_of("\xEF\xBB\xBF{" + version + R"("title":"Town &amp; News","items":[
    {"id":"a","content_text":"<p>HTML</p>","latest_news":{"start":"2023-06-01"}},
    {"id":"b","content_text":"1 < 2, and <b> is a tag","title":"B"}]})");
  CHECK(said.find("f:1:1: warning: the file begins with a byte order mark") != std::string::npos);
  CHECK(said.find("the title has HTML or entities") != std::string::npos);
  CHECK(said.find("this member is plain text, HTML belongs into content_html [/items/0/content_text]") !=
        std::string::npos);
  CHECK(said.find("did you mean '_latest_news'?") != std::string::npos);
  CHECK(said.find("/items/1") == std::string::npos);
}
