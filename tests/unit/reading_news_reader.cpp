// One function for any format and any encoding, which are recognised by content.
#include <doctest/doctest.h>

#include <string>

#include "reading/json_feed_writer.h"
#include "reading/news_reader.h"

namespace {

std::string said_of(std::string_view bytes) {
  const auto result = reading::read_news(bytes);
  std::string all;
  for (const auto& diagnostic : result.has_value() ? result.value().warnings : result.error()) {
    all += reading::to_string(diagnostic, "f") + "\n";
  }
  return all;
}

news::Feed feed_of(std::string_view bytes, const std::string& charset = "") {
  CAPTURE(said_of(bytes));
  auto result = reading::read_news(bytes, charset);
  REQUIRE(result.has_value());
  return std::move(result).value().feed;
}

std::string rss(const std::string& items, const std::string& channel = "<title>T</title>") {
  return "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\"><channel>" +
         channel + items + "</channel></rss>";
}

std::string atom(const std::string& entries) {
  return "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\" "
         "xml:base=\"https://news.example/b/\"><title>T</title>" +
         entries + "</feed>";
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("news: formats are told apart by content") {
  CHECK(feed_of(R"({"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"a","content_text":"t"}]})")
            .items.size() == 1);
  CHECK(feed_of("News\n1 June 2023\nTitle\nSummary more\n").items.size() == 1);
  CHECK(feed_of("\xEF\xBB\xBF \n" + rss("<item><title>A</title></item>")).items.size() == 1);
  CHECK(feed_of(atom("<entry><title>A</title><id>a</id></entry>")).items.size() == 1);
  CHECK(
      feed_of("<?xml version='1.0'?><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
              "xmlns=\"http://purl.org/rss/1.0/\"><channel rdf:about='c'><title>T</title></channel><item "
              "rdf:about='https://news.example/a'><title>A</title><link>https://news.example/a</link></item></rdf:RDF>")
          .items.at(0)
          .id == "https://news.example/a");
}

TEST_CASE("news: an HTML page is refused, and the message names the feed that it links to") {
  const std::string page =
      "<!DOCTYPE html><html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed\">";
  CHECK_FALSE(reading::read_news(page).has_value());
  CHECK(contains(said_of(page), "this is an HTML page and no feed: the page names the feed '/feed'"));
  CHECK(contains(said_of("<svg></svg>"), "no feed: the first element is <svg>"));
}

TEST_CASE("rss: everything that an item can say is read") {
  const auto feed =
      feed_of(rss(R"(<item><title>Mayor&#8217;s plan &amp;amp; budget</title><link>/b</link>
    <guid isPermaLink="false">tag:1</guid><pubDate>Sun, 30 Jul 2023 10:00:00 +0200</pubDate><category>Roads</category>
    <description>Short</description><content:encoded><![CDATA[<p>One</p><p>Two&nbsp;&eacute;</p>]]></content:encoded>
    <media:thumbnail url="https://news.example/i.jpg"/></item>)",
                  "<title>T &amp;amp; t</title><link>https://news.example/</link><language>en-GB</language>"
                  "<description>D</description><image><title>no</title><link>no</link></image>"));
  CHECK(feed.title == "T & t");
  CHECK(feed.home_page_url == "https://news.example/");
  CHECK(feed.language == "en-GB");
  CHECK(feed.description == "D");
  const auto& item = feed.items.at(0);
  CHECK(item.id == "tag:1");
  CHECK(item.title == "Mayor\u2019s plan & budget");
  CHECK(item.url == "https://news.example/b");
  CHECK(item.date_published == "2023-07-30T10:00:00+02:00");
  CHECK(item.tags == std::vector<std::string>{"Roads"});
  CHECK(item.summary == "Short");
  CHECK(item.text == "One Two \u00E9");
  CHECK(item.markup == "<p>One</p><p>Two \u00E9</p>");
  CHECK(item.image == "https://news.example/i.jpg");
}

TEST_CASE("rss: a guid is the URL unless isPermaLink=false; dates of Dublin Core; text with < is text") {
  const auto feed =
      feed_of(rss("<item><title>1 &lt; 2</title><guid>https://news.example/a</guid><dc:date>2023-07-30</dc:date></item>"
                  "<item><title>B</title><guid isPermaLink='false'>https://news.example/b</guid></item>"));
  CHECK(feed.items.at(0).url == "https://news.example/a");
  CHECK(feed.items.at(0).title == "1 < 2");
  CHECK(feed.items.at(0).days.has_value());
  CHECK(feed.items.at(1).url.empty());
}

TEST_CASE("atom: everything that an entry can say is read") {
  const auto feed = feed_of(atom(
      R"(<entry xml:lang="de"><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Eine <em>Br&uuml;cke</em></div></title>
    <id>urn:1</id><updated>2023-07-30T00:00:00Z</updated><published>2023-07-29T00:00:00Z</published><link href="a"/><link rel="self" href="no"/>
    <summary>S</summary><content type="html">&lt;p&gt;x&lt;/p&gt;&lt;p&gt;y</content><category term="t" label="L"/>
    <source><title>no</title><id>no</id></source></entry>)"));
  CHECK(feed.language == "fr");
  const auto& item = feed.items.at(0);
  CHECK(item.id == "urn:1");
  CHECK(item.title == "Eine Br\u00FCcke");
  CHECK(item.language == "de");
  CHECK(item.url == "https://news.example/b/a");
  CHECK(item.date_published == "2023-07-29T00:00:00Z");
  CHECK(item.date_modified == "2023-07-30T00:00:00Z");
  CHECK(item.summary == "S");
  CHECK(item.markup == "<p>x</p><p>y</p>");
  CHECK(item.tags == std::vector<std::string>{"L"});
}

TEST_CASE("xml: a broken document is read as far as it goes, with a warning at its place") {
  const auto broken = rss("<item><title>A</title></item>\n<item><title>B</titel></item><item><title>C");
  const auto feed = feed_of(broken);
  CHECK(feed.items.size() >= 2);
  CHECK(feed.items.at(0).title == "A");
  CHECK(contains(said_of(broken), "f:2:"));
  CHECK(contains(said_of(broken), "warning: the XML is broken and was read as far as it goes"));
  CHECK_FALSE(reading::read_news("<rss><channel><title>T").has_value());
  CHECK(feed_of(rss("<item><title>Fish & chips &nbsp; &unknown; &#0; \x01</title></item>"))
            .items.at(0)
            .title.starts_with("Fish & chips &unknown; "));
}

TEST_CASE("xml: no entity of the document is expanded, none is fetched, and depth costs no stack") {
  const auto bomb =
      "<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>" +
      rss("<item><title>&b;&x;</title></item>");
  CHECK(feed_of(bomb).items.at(0).title == "&b;&x;");
  std::string deep = rss("<item><title>A</title></item>");
  std::string nested;
  for (int i = 0; i < 100'000; ++i) nested += "<a>";
  deep.insert(deep.find("<item>"), nested);
  CHECK_FALSE(said_of(deep).empty());
}

TEST_CASE("encodings: in this order: byte order mark, HTTP, declaration, guess") {
  const std::string item = "<item><title>caf\xE9</title></item>";
  CHECK(feed_of("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + rss(item)).items.at(0).title == "caf\u00E9");
  CHECK(feed_of(rss(item)).items.at(0).title == "caf\u00E9");
  CHECK(feed_of("<?xml version=\"1.0\"?>" + rss(item), "windows-1252").items.at(0).title == "caf\u00E9");
  CHECK(
      feed_of("<?xml version=\"1.0\" encoding=\"windows-1251\"?>" + rss("<item><title>\xCC\xEE\xF1\xF2</title></item>"))
          .items.at(0)
          .title == "\u041C\u043E\u0441\u0442");
  CHECK(feed_of("<?xml version=\"1.0\" encoding=\"KOI8-R\"?>" + rss("<item><title>\xED\xCF\xD3\xD4</title></item>"))
            .items.at(0)
            .title == "\u041C\u043E\u0441\u0442");
  CHECK(feed_of("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>" + rss("<item><title>\x8B\xB4</title></item>"))
            .items.at(0)
            .title == "\u6A4B");
  CHECK(feed_of("<?xml version=\"1.0\" encoding=\"GB2312\"?>" + rss("<item><title>\xC7\xC5</title></item>"))
            .items.at(0)
            .title == "\u6865");
  std::string wide = "\xFF\xFE";
  for (const char c :
       std::string("<?xml version=\"1.0\" encoding=\"UTF-16\"?>") + rss("<item><title>A</title></item>")) {
    wide += c;
    wide += '\0';
  }
  CHECK(feed_of(wide).items.at(0).title == "A");
  const std::string latin_page = "News\n1 June 2023\nTitle\nCaf\xE9 more\n";
  CHECK(contains(said_of(latin_page),
                 "f:4: error: the file is not UTF-8, from this line on; it looks like windows-1252"));
}

TEST_CASE("news: in lists a long text is cut after a sentence or a word; the item's page has all") {
  std::string sentences;
  for (int i = 0; i < 40; ++i) sentences += "The bridge is open. ";
  const auto cut =
      feed_of(rss("<item><title>A</title><description>" + sentences + "</description></item>")).items.at(0);
  CHECK(cut.excerpt.size() < 310);
  CHECK(cut.excerpt.ends_with("open. \u2026"));
  std::string words;
  for (int i = 0; i < 100; ++i) words += "word ";
  CHECK(feed_of(rss("<item><description>" + words + "</description></item>"))
            .items.at(0)
            .excerpt.ends_with("word \u2026"));
  CHECK(feed_of(rss("<item><description>short</description></item>")).items.at(0).excerpt.empty());
  // An item that was made for lists is shown whole.
  CHECK(feed_of("News\n1 June 2023\nTitle\n" + sentences + "more\n").items.at(0).excerpt.empty());
}

TEST_CASE("news: what import writes is read again as the same feed") {
  const auto feed = feed_of(rss(
      "<item><title>A</title><guid>urn:a</guid><description><![CDATA[<p>x</p><ul><li>y</ul>]]></description></item>"));
  const auto again = feed_of(reading::json_feed_text(feed));
  CHECK(again.items == feed.items);
}

TEST_CASE("news: ten thousand mutations of a feed end in a feed or in diagnostics with a place") {
  const std::string seeds[] = {
      rss("<item><title>A &amp; b</title><link>https://news.example/a</link><pubDate>Sun, 30 Jul 2023 10:00:00 "
          "+0200</pubDate><description><![CDATA[<p>x</p>]]></description></item>"),
      atom("<entry><title type='html'>A</title><id>a</id><content type='xhtml'><div "
           "xmlns='http://www.w3.org/1999/xhtml'><p>x</p></div></content></entry>"),
      "News\n30 July 2023\nTitle\nSummary more\n20-21 June 2023\nOther\nText. [more](https://a.example/)\n"};
  unsigned random = 1;
  const auto next = [&random](std::size_t below) {
    random = random * 1103515245u + 12345u;
    return (random >> 8) % below;
  };
  for (int round = 0; round < 10'000; ++round) {
    auto bytes = seeds[next(3)];
    for (std::size_t changes = 1 + next(4); changes > 0 && !bytes.empty(); --changes) {
      const auto at = next(bytes.size());
      switch (next(4)) {
        case 0:
          bytes[at] = static_cast<char>(next(256));
          break;
        case 1:
          bytes.erase(at, next(20));
          break;
        case 2:
          bytes.insert(at, bytes.substr(next(bytes.size()), next(30)));
          break;
        default:
          bytes.resize(at + 1);
      }
    }
    const auto result = reading::read_news(bytes);
    if (result.has_value()) continue;
    CHECK_FALSE(result.error().empty());
  }
}

TEST_CASE("news: references in attributes are read, and declared entities are not") {
  const auto feed = feed_of(
      atom("<entry><title>A</title><id>a</id><link href=\"https://news.example/?x=1&amp;y=2&#38;z\"/></entry>"));
  CHECK(feed.items.at(0).url == "https://news.example/?x=1&y=2&z");
  const std::string bomb =
      "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>"
      "<!ENTITY f SYSTEM 'file:///etc/passwd'>]>" +
      rss("<item><title>x &b; &f; y</title><guid>1</guid></item>");
  const auto read = feed_of(bomb);
  CHECK_FALSE(contains(read.items.at(0).title, "aaaa"));
  CHECK_FALSE(contains(read.items.at(0).title, "root:"));
}
