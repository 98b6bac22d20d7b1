// How parameters change a list: languages, heading, links, images, layouts from a folder.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "assets/assets.h"
#include "edition/edition.h"
#include "site/site.h"

namespace {

news::Item item(std::string id, std::string title, const char* day, std::string language = "") {
  news::Item made;
  made.id = std::move(id);
  made.title = std::move(title);
  made.text = "About " + made.title + ".";
  made.days = news::Days{*news::parse_date(day), *news::parse_date(day)};
  made.language = std::move(language);
  return made;
}

class Served {
 public:
  explicit Served(news::Feed feed, rendering::Files files = assets::bundled())
      : site_(std::make_shared<const edition::Edition>(std::make_shared<const news::Feed>(std::move(feed)),
                                                       std::move(files),
                                                       edition::Settings{.public_url = "https://news.example"})) {}

  std::string operator()(const std::string& target) { return site_.make(target)->find(http::Coding::identity)->body; }
  int status(const std::string& target) { return site_.make(target)->status(); }

 private:
  site::Site site_;
};

news::Feed three_languages() {
  news::Feed feed;
  feed.title = "Office - Latest News";
  feed.heading = "Latest News";
  feed.language = "en";
  feed.items = {item("a", "First", "2023-07-04"), item("b", "Deuxième", "2023-07-03", "fr"),
                item("c", "Third", "2023-07-02"), item("d", "Quatrième", "2023-07-01", "fr-BE"),
                item("e", "خامس", "2023-06-30", "ar")};
  return feed;
}

// The titles in their order, with a comma between them.
std::string titles(const std::string& html) {
  std::string all;
  constexpr std::string_view start = "<li><article class=\"ln-item\" aria-label=\"";
  for (auto place = html.find(start); place != std::string::npos; place = html.find(start, place + 1)) {
    const auto begin = place + start.size();
    all += (all.empty() ? "" : ",") + html.substr(begin, html.find('"', begin) - begin);
  }
  return all;
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("languages: lang shows the items in it, with a link to all, and fallback adds the others after them") {
  Served served(three_languages());
  CHECK(titles(served("/fragment")) == "First,Deuxième,Third,Quatrième,خامس");
  const auto french = served("/fragment?lang=fr");
  CHECK(titles(french) == "Deuxième,Quatrième");
  CHECK(contains(french, "<a href=\"https://news.example/embed?lang=fr&amp;fallback=on\" target=\"_self\">"));
  CHECK(contains(french, ">3 juillet 2023<"));
  CHECK(titles(served("/fragment?lang=en")) == "First,Third");
  const auto all = served("/fragment?lang=fr&fallback=on");
  CHECK(titles(all) == "Deuxième,Quatrième,First,Third,خامس");
  CHECK_FALSE(contains(all, "fallback=on\" target"));
  CHECK(contains(all, "<p class=\"ln-language\" lang=\"en\" dir=\"auto\">English</p>"));
  CHECK(contains(all, "<p class=\"ln-language\" lang=\"ar\" dir=\"auto\">العربية</p>"));
  CHECK_FALSE(contains(all, ">Français<"));
  // Pages go through both parts.
  CHECK(titles(served("/fragment?lang=fr&fallback=on&limit=3")) == "Deuxième,Quatrième,First");
  CHECK(titles(served("/fragment?lang=fr&fallback=on&limit=3&page=2")) == "Third,خامس");
  CHECK(titles(served("/fragment?lang=fr&fallback=on&limit=1&page=3")) == "First");
  CHECK(titles(served("/fragment?lang=fr&order=source&fallback=on&q=about")) == "Deuxième,Quatrième,First,Third,خامس");
  CHECK(contains(served("/news.json?lang=ar"), "\"id\":\"e\""));
  CHECK_FALSE(contains(served("/news.json?lang=ar"), "\"id\":\"a\""));
}

TEST_CASE("languages: a feed in one language shows all items in any, and its own language is the default") {
  auto feed = three_languages();
  for (auto& one : feed.items) one.language.clear();
  Served served(std::move(feed));
  const auto arabic = served("/fragment?lang=ar");
  CHECK(contains(arabic, "lang=\"ar\" dir=\"rtl\""));
  CHECK(contains(arabic, "lang=\"en\"><a href"));
  CHECK(contains(arabic, "٤ يوليو ٢٠٢٣"));
  CHECK(titles(arabic) == titles(served("/fragment")));
  CHECK(served("/fragment?lang=en-GB") == served("/fragment"));
  CHECK(served.status("/fragment?lang=ja") == 400);
  CHECK(contains(served("/fragment?lang=ja"), "ar, de, en, es, fr, it, nl, pl, pt, ru, sw, tr, uk, zh"));
}

TEST_CASE("languages: an Arabic feed has an Arabic list by default") {
  news::Feed feed;
  feed.title = "أخبار";
  feed.language = "ar";
  feed.items = {item("a", "خبر", "2023-07-04")};
  const auto html = Served(std::move(feed))("/fragment");
  CHECK(contains(html, "lang=\"ar\" dir=\"rtl\""));
  CHECK(contains(html, ">المزيد<"));
  CHECK(contains(html, "٤ يوليو ٢٠٢٣"));
}

TEST_CASE("heading: organisation above it, without one, with another one, and its level") {
  Served served(three_languages());
  CHECK(contains(served("/fragment"),
                 "<h2 class=\"ln-heading\" dir=\"auto\"><span class=\"ln-organisation\">Office<span> - </span></span>"
                 "Latest News</h2>"));
  CHECK(contains(served("/fragment"), "aria-label=\"Latest news of Office\""));
  const auto off = served("/fragment?heading=off");
  CHECK_FALSE(contains(off, "ln-heading"));
  CHECK(contains(off, "<h2 class=\"ln-title\""));
  CHECK(contains(served("/fragment?heading=Our%20%3Cpartners%3E&level=3"),
                 "<h3 class=\"ln-heading\" dir=\"auto\">Our &lt;partners&gt;</h3>"));
  CHECK(contains(served("/fragment?heading=Our%20partners"), "aria-label=\"Our partners\""));
  CHECK(contains(served("/fragment?level=3"), "<h4 class=\"ln-title\""));
}

TEST_CASE("heading: a title that has no such part, or only a part like it, is shown as it is") {
  for (const auto& one : std::vector<std::pair<std::string, std::string>>{{"Office - Latest News", ""},
                                                                          {"Office", "Latest News"},
                                                                          {"Latest News", "Latest News"},
                                                                          {"The Latest News", "Latest News"},
                                                                          {"", "News"}}) {
    const auto& title = one.first;
    CAPTURE(title);
    auto feed = three_languages();
    feed.title = title;
    feed.heading = one.second;
    const auto html = Served(std::move(feed))("/fragment");
    CHECK_FALSE(contains(html, "ln-organisation"));
    if (!title.empty()) CHECK(contains(html, "dir=\"auto\">" + title + "</h2>"));
  }
}

TEST_CASE("heading: the organisation is what is before or behind the dash, character for character") {
  for (const std::string title :
       {"“Office” – Latest News", "Latest News: “Office”", "«Office» | Latest News", "Latest News·«Office»"}) {
    CAPTURE(title);
    auto feed = three_languages();
    feed.title = title;
    const auto html = Served(std::move(feed))("/fragment");
    const std::string office = title.find("“") == std::string::npos ? "«Office»" : "“Office”";
    CHECK(contains(html, "<span class=\"ln-organisation\">" + office + "<span> - </span></span>Latest News</h2>"));
  }
}

TEST_CASE("name of the list: it describes the selection, in the list's language") {
  Served served(three_languages());
  CHECK(
      contains(served("/fragment?q=trafficking&limit=3"), "aria-label=\"Latest news of Office, about: trafficking\""));
  CHECK(contains(served("/fragment?since=2023-06-01&lang=de"),
                 "aria-label=\"Aktuelle Meldungen: Office, seit 1. Juni 2023\""));
  CHECK(contains(served("/fragment?limit=2&page=2"), "aria-label=\"Latest news of Office, page 2\""));
}

TEST_CASE("links: one for each item; more if there is no title, or if asked for") {
  auto feed = three_languages();
  feed.items[2].title.clear();
  Served served(std::move(feed));
  const auto list = served("/fragment?more-link=off");
  CHECK(contains(list, "\">First</a></h3>"));
  CHECK(contains(list, "aria-label=\"more: About Third.\">more</a>"));
  CHECK_FALSE(contains(list, "aria-hidden"));
  const auto both = served("/embed?more-link=on");
  CHECK(contains(both, "target=\"_top\" tabindex=\"-1\" aria-hidden=\"true\">more</a>"));
  CHECK_FALSE(contains(served("/embed"), "aria-hidden"));
  CHECK(contains(served("/fragment"), "aria-hidden"));
  CHECK(contains(served("/embed?target=_blank"), "target=\"_blank\">First</a>"));
}

TEST_CASE("images: off by default; lazy, sized, without a referrer, and allowed by the frame's policy") {
  auto feed = three_languages();
  feed.items[0].image = "https://images.example/a.jpg";
  feed.items[0].image_alt = "A \"hall\"";
  Served served(std::move(feed));
  CHECK_FALSE(contains(served("/fragment"), "<img"));
  CHECK(contains(served("/fragment?images=on"),
                 "<img class=\"ln-image\" src=\"https://images.example/a.jpg\" alt=\"A &quot;hall&quot;\" width=\"3\" "
                 "height=\"2\" loading=\"lazy\" referrerpolicy=\"no-referrer\">"));
}

TEST_CASE("an empty list says so, or shows nothing") {
  Served served(three_languages());
  CHECK(contains(served("/fragment?q=nothing"), "<p class=\"ln-empty\">No news was found.</p>"));
  const auto hidden = served("/fragment?q=nothing&empty=hide");
  CHECK(contains(hidden, "class=\"ln ln-auto ln-hidden\""));
  CHECK_FALSE(contains(hidden, "ln-empty"));
  CHECK_FALSE(contains(hidden, "ln-heading"));
  CHECK_FALSE(contains(served("/fragment?empty=hide"), "ln-hidden"));
}

TEST_CASE("a layout and a language are a folder and a file, without a change in the program") {
  auto files = assets::bundled();
  files["widget/layouts/ticker/item.mustache"] =
      "<li><article class=\"ln-item\" aria-label=\"{{name}}\">+++ {{title}}</article></li>\n";
  files["widget/layouts/ticker/list.css"] = ".ln-items{--ln-reserve:1 2 3;color:red}";
  auto language = rendering::file_at(files, "widget/locales/en.json");
  language.replace(language.find("\"en\""), 4, "\"eo\"");
  language.replace(language.find("\"January\""), 9, "\"januaro\"");
  files["widget/locales/eo.json"] = language;
  auto feed = three_languages();
  feed.items[0].days = news::Days{*news::parse_date("2023-01-05"), *news::parse_date("2023-01-05")};
  Served served(std::move(feed), files);
  CHECK(contains(served("/fragment?layout=ticker"), "+++ First"));
  CHECK(contains(served("/fragment.json?layout=ticker"), ".ln-items{color:red}"));
  CHECK(contains(served("/fragment?lang=eo"), "5 januaro 2023"));
  CHECK(contains(served("/element.js"), "\"ticker\":[1.0,2.0,3.0]"));
  CHECK(contains(served("/element.js"), "\"eo\""));
  CHECK(contains(served("/fragment?layout=unknown"), "list, cards, headlines, ticker, timeline"));
  CHECK(contains(served("/openapi.json"), "list, cards, headlines, ticker, timeline"));
}

TEST_CASE("ways: docs/embedding.md has the table of the first page") {
  std::ifstream file(PROJECT_ROOT "/docs/embedding.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  const auto table = nlohmann::json::parse(rendering::file_at(assets::bundled(), "widget/ways.json"));
  for (const auto& host : table.at("hosts")) {
    std::string row = "| " + host.at("name").get<std::string>();
    for (const auto& way : table.at("ways")) {
      auto text = host.at(way.at("id").get<std::string>()).get<std::string>();
      for (const std::string code : {"<html>", "$wgRawHtml"}) {
        const auto place = text.find(code);
        if (place != std::string::npos) text.replace(place, code.size(), "`" + code + "`");
      }
      row += " | " + (text.empty() ? "–" : text);
    }
    const auto tried = host.at("tried").get<std::string>();
    row += " | " + (tried.empty() ? "no" : tried) + " |";
    CHECK_MESSAGE(contains(page, row), "docs/embedding.md lacks the line\n" << row);
  }
}

TEST_CASE("a locale with a fault is named") {
  auto files = assets::bundled();
  files["widget/locales/fr.json"] = "{\"language\": \"fr\"}";
  CHECK_THROWS_WITH_AS(Served(three_languages(), files), doctest::Contains("widget/locales/fr.json: "),
                       std::runtime_error);
}

TEST_CASE("only the chosen layout's styles travel, and no part for elements that the list does not have") {
  Served served(three_languages());
  const auto list = served("/latest-news.js");
  CHECK_FALSE(contains(list, ".ln-dark"));
  CHECK_FALSE(contains(list, ".ln-image"));
  CHECK_FALSE(contains(list, "--ln-reserve"));
  CHECK(contains(served("/latest-news.js?theme=dark"), ".ln-dark"));
  CHECK(contains(served("/latest-news.js?more=on"), ".ln-image"));
  CHECK_FALSE(contains(served("/latest-news.js?layout=cards"), "grid-template-columns:subgrid"));
  CHECK(contains(served("/latest-news.js?styles=off"), ")(\"\",\"https://news.example\""));
}

TEST_CASE("accent: a hint says when its lightness is changed") {
  Served served(three_languages());
  CHECK_FALSE(contains(served("/latest-news.js?accent=14365d"), "lightness"));
  CHECK(contains(served("/latest-news.js?accent=FFD700"), "the parameter accent is"));
  CHECK(contains(served("/fragment.json?accent=ffd700"), "\"data-problem\""));
  CHECK_FALSE(contains(served("/latest-news.js?accent=ffd700&theme=dark"), "lightness"));
  CHECK(served("/latest-news.js?accent=%23FFD700") == served("/latest-news.js?accent=ffd700"));
  CHECK(served.status("/fragment.json?accent=red") == 400);
}
