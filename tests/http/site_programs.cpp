// What programs ask for: feeds in every format, items, oEmbed, descriptions; errors for people; the public URL's path.
#include <doctest/doctest.h>
#include <httplib.h>
#include <libxml/parser.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "reading/news_reader.h"
#include "tests/http/client.h"
#include "tests/http/files.h"
#include "tests/http/program.h"

namespace {

using nlohmann::json;

const std::string base = "https://news.example/news";

const Program& program() {
  static const Program only({"--public-url", base});
  return only;
}

httplib::Result get(const std::string& target, const std::string& accept = "*/*") {
  httplib::Client client(program().url());
  return client.Get(target, httplib::Headers{{"Accept", accept}});
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

bool is_xml(const std::string& text) {
  auto* document = xmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, nullptr, XML_PARSE_NONET);
  if (document == nullptr) return false;
  xmlFreeDoc(document);
  return true;
}

const std::string hard_rss = R"(<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>T &amp; "x"</title><link>https://town.example/</link><language>fr-BE</language>
<item><title>Un &lt;b&gt;titre&lt;/b&gt;</title><link>https://town.example/a?x=1&amp;y=2</link><guid isPermaLink="false">urn:town:1</guid>
<pubDate>Tue, 20 Jun 2023 10:00:00 +0200</pubDate><category>A, b</category><description>Court; 1 &amp;lt; 2</description>
<content:encoded>&lt;p&gt;Long &lt;em&gt;texte&lt;/em&gt;&lt;/p&gt;&lt;p&gt;2&lt;/p&gt;</content:encoded></item>
<item><guid isPermaLink="false">42</guid><description>Sans titre, sans date; point \ virgule</description></item></channel></rss>)";

}  // namespace

TEST_CASE("programs: each format of the feed, read back, has the same items") {
  const auto in_json = reading::read_news(get("/news.json?limit=5")->body).value().feed;
  REQUIRE(in_json.items.size() == 5);
  for (const std::string format : {"/news.rss", "/news.atom"}) {
    CAPTURE(format);
    const auto answer = get(format + "?limit=5");
    REQUIRE(answer->status == 200);
    REQUIRE(is_xml(answer->body));
    const auto read = reading::read_news(answer->body);
    REQUIRE(read.has_value());
    CHECK(read.value().warnings.empty());
    const auto& feed = read.value().feed;
    CHECK(feed.title == in_json.title);
    CHECK(feed.language == in_json.language);
    CHECK(feed.home_page_url == base + "/");
    REQUIRE(feed.items.size() == 5);
    for (std::size_t place = 0; place < 5; ++place) {
      CHECK(feed.items[place].title == in_json.items[place].title);
      CHECK(feed.items[place].text == in_json.items[place].text);
      CHECK(feed.items[place].days->first == in_json.items[place].days->first);
      CHECK(feed.items[place].id == base + "/items/" + in_json.items[place].id);
    }
    CHECK(contains(answer->body, base + format + "?limit=5&amp;page=2"));
    CHECK(get(format + "?limit=0")->status == 400);
    CHECK(get(format + "?theme=dark")->get_header_value("ETag") == get(format)->get_header_value("ETag"));
  }
  CHECK(get("/news.rss")->get_header_value("Content-Type") == "application/rss+xml; charset=utf-8");
  CHECK(get("/news.atom")->get_header_value("Content-Type") == "application/atom+xml; charset=utf-8");
}

TEST_CASE("programs: texts that need escaping in XML and calendars are read back unchanged") {
  const TemporaryFolder folder;
  const Program hard({"--news", folder.write("feed.xml", hard_rss), "--public-url", base});
  httplib::Client client(hard.url());
  const auto before = reading::read_news(hard_rss).value().feed;
  for (const std::string format : {"/news.rss", "/news.atom"}) {
    CAPTURE(format);
    const auto after = reading::read_news(client.Get(format)->body).value().feed;
    REQUIRE(after.items.size() == 2);
    CHECK(after.title == before.title);
    for (std::size_t place = 0; place < 2; ++place) {
      CHECK(after.items[place].text == before.items[place].text);
      CHECK(after.items[place].markup == before.items[place].markup);
      CHECK(after.items[place].summary == before.items[place].summary);
    }
    CHECK(after.items[0].id == "urn:town:1");
    CHECK(after.items[0].url == "https://town.example/a?x=1&y=2");
    CHECK(after.items[0].tags == before.items[0].tags);
    CHECK(after.items[1].id == base + "/items/42");
  }
  const auto calendar = client.Get("/news.ics")->body;
  CHECK(contains(calendar, "UID:urn:town:1\r\n"));
  CHECK(contains(calendar, "DTSTART;VALUE=DATE:20230620\r\nDTEND;VALUE=DATE:20230621\r\n"));
  CHECK(contains(calendar, "DESCRIPTION:Court\\; 1 < 2\r\n"));
  CHECK(contains(calendar, "CATEGORIES:A\\, b\r\n"));
  CHECK_FALSE(contains(calendar, "Sans titre"));
}

TEST_CASE("programs: the calendar's lines have 75 bytes at most and whole characters; DTEND is the day after") {
  const auto answer = get("/news.ics?limit=100");
  CHECK(answer->get_header_value("Content-Type") == "text/calendar; charset=utf-8");
  const auto& text = answer->body;
  CHECK(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  CHECK(text.ends_with("END:VCALENDAR\r\n"));
  for (std::size_t from = 0; from < text.size();) {
    const auto end = text.find("\r\n", from);
    REQUIRE(end != std::string::npos);
    CHECK(end - from <= 75);
    CHECK((static_cast<unsigned char>(text[from]) & 0xC0) != 0x80);
    from = end + 2;
  }
  CHECK(contains(text, "DTSTART;VALUE=DATE:20230620\r\nDTEND;VALUE=DATE:20230622\r\n"));  // 20-21 June
}

TEST_CASE("programs: an item as JSON; a removed item gets 410") {
  const auto feed = json::parse(get("/news.json?limit=1")->body);
  const auto& item = feed["items"][0];
  const auto answer = get("/items/" + item["id"].get<std::string>() + ".json");
  CHECK(answer->get_header_value("Content-Type") == "application/json");
  CHECK(json::parse(answer->body) == item);
  CHECK(get("/items/none.json")->status == 404);

  const TemporaryFolder folder;
  const std::string head = "Office\n";
  const std::string first = "30 July 2023\nFirst\na. more\n";
  const std::string second = "10 June 2023\nSecond\nb. more\n";
  const auto page = folder.write("page.txt", head + first + second);
  const Program live({"--news", page});
  httplib::Client client(live.url());
  CHECK(client.Get("/items/2023-06-10-second")->status == 200);
  folder.write("page.txt", head + first);
  CHECK(eventually([&] { return client.Get("/items/2023-06-10-second")->status == 410; }));
  CHECK(client.Get("/items/2023-06-10-second.json")->status == 410);
  CHECK(client.Get("/items/2023-06-10-never")->status == 404);
  folder.write("page.txt", head + first + second);
  CHECK(eventually([&] { return client.Get("/items/2023-06-10-second")->status == 200; }));
}

TEST_CASE("programs: oEmbed gives a frame for our pages, and refuses other URLs with a reason") {
  const auto ask = [](const std::string& query) { return get("/oembed?" + query); };
  const auto front = json::parse(ask("url=https%3A%2F%2Fnews.example%2Fnews%2F&maxwidth=400")->body);
  CHECK(front["type"] == "rich");
  CHECK(front["version"] == "1.0");
  CHECK(front["width"] == 400);
  CHECK(contains(front["html"], "src=\"" + base + "/embed\""));
  const auto embed = ask("url=" + base + "/embed?limit=3%26theme=dark&format=json");
  CHECK(contains(json::parse(embed->body)["html"], "/embed?limit=3&amp;theme=dark\""));
  const auto xml = ask("url=" + base + "/&format=xml");
  CHECK(xml->get_header_value("Content-Type") == "text/xml; charset=utf-8");
  CHECK(is_xml(xml->body));
  const auto page = get("/items/2023-07-30-world-day-against-trafficking-in-persons-2023");
  REQUIRE(page->status == 200);
  CHECK(contains(page->body, "type=\"application/json+oembed\""));
  CHECK(ask("")->status == 400);
  CHECK(ask("url=https://other.example/")->status == 404);
  CHECK(ask("url=" + base + "x/")->status == 404);
  CHECK(ask("url=" + base + "/items/none")->status == 404);
  CHECK(ask("url=" + base + "/embed?limit=0")->status == 404);
  CHECK(ask("url=" + base + "/&format=yaml")->status == 501);
  CHECK(ask("url=" + base + "/&maxwidth=-1")->status == 400);
}

TEST_CASE("programs: every operation of /openapi.json answers, and refuses what it says is not allowed") {
  const auto api = json::parse(get("/openapi.json")->body);
  CHECK(api["openapi"] == "3.1.0");
  CHECK(api["servers"][0]["url"] == base);
  CHECK(api["paths"].size() == 10);
  for (const auto& [path, operations] : api["paths"].items()) {
    auto target = path;
    if (const auto id = target.find("{id}"); id != std::string::npos) {
      target.replace(id, 4, "2023-07-30-world-day-against-trafficking-in-persons-2023");
    }
    CAPTURE(target);
    const auto& operation = operations["get"];
    const auto answer = get(target);
    CHECK(answer->status == 200);
    const auto type = operation["responses"]["200"]["content"].items().begin().key();
    CHECK(answer->get_header_value("Content-Type").starts_with(type));
    const auto parameters = operation.value("parameters", json::array());
    for (const auto& parameter : parameters) {
      if (parameter["in"] != "query") continue;
      const std::string name = parameter["name"];
      CAPTURE(name);
      const auto usual = parameter["schema"].value("default", "");
      if (!usual.empty()) CHECK(get(target + "?" + name + "=" + usual)->status == 200);
      // A script always comes, with its list by the defaults.
      const auto refused = operation["responses"].contains("400") ? 400 : 200;
      const auto too_long = std::string(300, 'x');
      CHECK(get(target + "?" + name + "=" + too_long)->status == refused);
    }
  }
}

TEST_CASE("programs: the sitemap and robots.txt name our pages") {
  const auto sitemap = get("/sitemap.xml")->body;
  CHECK(is_xml(sitemap));
  CHECK(contains(sitemap, "<loc>" + base + "/items/2023-07-30-world-day-against-trafficking-in-persons-2023</loc>"));
  CHECK(contains(get("/robots.txt")->body, "Sitemap: " + base + "/sitemap.xml\n"));
}

TEST_CASE("programs: pages link to the feeds, with their types") {
  for (const std::string target : {"/", "/embed", "/items/2023-07-30-world-day-against-trafficking-in-persons-2023"}) {
    CAPTURE(target);
    const auto answer = get(target);
    for (const std::string type : {"application/feed+json", "application/rss+xml", "application/atom+xml",
                                   "text/calendar", "application/json+oembed", "text/xml+oembed"}) {
      CHECK(contains(answer->body, "<link rel=\"alternate\" type=\"" + type + "\""));
    }
    std::string links;
    for (const auto& [name, value] : answer->headers) {
      if (name == "Link") links += value + "\n";
    }
    CHECK(contains(links, "<" + base + "/news.rss>; rel=\"alternate\"; type=\"application/rss+xml\""));
  }
  const auto page = get("/items/2023-07-30-world-day-against-trafficking-in-persons-2023")->body;
  const std::string mark = "<script type=\"application/ld+json\">";
  const auto from = page.find(mark) + mark.size();
  const auto article = json::parse(page.substr(from, page.find("</script>", from) - from));
  CHECK(article["@type"] == "NewsArticle");
  CHECK(article["headline"] == "World Day against Trafficking in Persons 2023");
  CHECK(contains(page, "<meta property=\"og:title\" content=\"World Day against Trafficking in Persons 2023\">"));
}

TEST_CASE("errors: a browser gets a page with news, a program problem details") {
  const std::string browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
  for (const std::string target : {"/nothing", "/items/none", "/fragment?limit=0", "/element.0123456789abcdef.js"}) {
    CAPTURE(target);
    const auto page = get(target, browser);
    const auto problem = get(target);
    CHECK(page->status == problem->status);
    CHECK(page->status >= 400);
    CHECK(page->get_header_value("Content-Type") == "text/html; charset=utf-8");
    CHECK(contains(page->body, "<article"));
    CHECK(contains(page->get_header_value("Content-Security-Policy"), "style-src 'sha256-"));
    CHECK(problem->get_header_value("Content-Type") == "application/problem+json");
    CHECK(get(target, "application/json, text/html;q=0.9")->get_header_value("Content-Type") ==
          "application/problem+json");
    CHECK(page->get_header_value("Cache-Control") == "no-store");
  }
  const auto embed = get("/embed?limit=zero", browser);
  CHECK(embed->status == 400);
  CHECK(contains(embed->body, "<meta name=\"latest-news-problem\" content=\"the parameter limit is &quot;zero&quot;"));
  CHECK(contains(embed->body, "ln-embed"));
  // The edge's own.
  httplib::Client client(program().url());
  const auto post = client.Post("/", httplib::Headers{{"Accept", "text/html"}}, "", "text/plain");
  REQUIRE(post);
  CHECK(post->status == 405);
  CHECK(post->get_header_value("Content-Type") == "text/html; charset=utf-8");
}

TEST_CASE("prefix: targets work with and without the public URL's path; several slashes at the start count as one") {
  for (const std::string target : {"/news/fragment?limit=2", "//news//fragment?limit=2", "//fragment?limit=2"}) {
    CAPTURE(target);
    CHECK(get(target)->body == get("/fragment?limit=2")->body);
  }
  CHECK(get("/news/")->body == get("/")->body);
  CHECK(get("/newsx")->status == 404);
  const auto redirect = get("/news");
  CHECK(redirect->status == 308);
  CHECK(redirect->get_header_value("Location") == base + "/");
}
