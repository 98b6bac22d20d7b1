// The list as nodes (JsonML) is the list as HTML: written out again they are the same bytes.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <regex>
#include <string>

#include "assets/assets.h"
#include "edition/edition.h"
#include "reading/json_feed.h"
#include "rendering/json_ml.h"

namespace {

std::string escaped(const std::string& text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as the nodes.
std::string to_html(const nlohmann::ordered_json& node) {
  if (node.is_string()) return escaped(node.get<std::string>());
  const auto name = node.at(0).get<std::string>();
  std::string tag = "<" + name;
  std::string content;
  for (std::size_t place = 1; place < node.size(); ++place) {
    if (!node[place].is_object()) {
      content += to_html(node[place]);
      continue;
    }
    for (const auto& [key, value] : node[place].items()) tag += " " + key + "=\"" + escaped(value) + '"';
  }
  return tag + ">" + content + "</" + name + ">";
}

// What json_ml() leaves out: the template's line ends between tags.
std::string without_layout(const std::string& html) {
  static const std::regex between_tags(">\\n+(?=<)|\\n+$");
  return std::regex_replace(html, between_tags, ">");
}

std::shared_ptr<const news::Feed> feed_of(const std::string& bytes) {
  auto reading = reading::read_json_feed(bytes);
  REQUIRE(reading.has_value());
  return std::make_shared<const news::Feed>(reading.value().feed);
}

std::string file(const char* path) {
  std::ifstream stream(std::string(PROJECT_ROOT "/") + path, std::ios::binary);
  REQUIRE(stream.is_open());
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void check_same(const std::string& html) {
  auto expected = without_layout(html);
  if (expected.ends_with(">>")) expected.pop_back();
  CHECK(to_html(rendering::json_ml(html)) == expected);
}

}  // namespace

TEST_CASE("JsonML: nodes of every item, of the bundled and of hostile news, are its HTML") {
  for (const auto* path : {"static/news.json", "tests/browser/hostile.json"}) {
    const edition::Edition edition(feed_of(file(path)), assets::bundled(), {.public_url = "https://news.example"});
    CAPTURE(path);
    for (const auto& item : edition.feed().items) {
      CAPTURE(item.id);
      check_same(edition.renderer().item(item, {}));
    }
  }
}

TEST_CASE(
    "JsonML: nodes of a list are its HTML, in every theme, empty, with other pages, and called by hostile words") {
  for (const auto* path : {"static/news.json", "tests/browser/hostile.json"}) {
    const edition::Edition edition(feed_of(file(path)), assets::bundled(), {.public_url = "https://news.example"});
    CAPTURE(path);
    const auto all = edition.select({.limit = 100});
    for (const auto theme : {rendering::Theme::automatic, rendering::Theme::light, rendering::Theme::dark}) {
      for (const bool more : {false, true}) {
        const rendering::PageLinks page_links{"https://news.example/embed", "https://news.example/embed?limit=1&page=2",
                                              "https://news.example/embed?fallback=on", "\"></section><script>'&amp;"};
        rendering::Presentation presentation;
        presentation.theme = theme;
        presentation.more = more;
        for (const auto& layout : edition.renderer().catalogue().layouts) {
          presentation.look.layout = layout;
          check_same(edition.fragment(all, presentation, page_links));
        }
        check_same(edition.fragment({}, presentation, {}));
      }
    }
  }
}
