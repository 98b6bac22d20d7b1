// fuzz/rendering.cpp - feeds full of markup through the templates of widget/.
// Laws: the HTML has the elements and attributes of a harmless feed of the same shape, and only the schemes http, https
// and mailto; what the feed says is shown, and linked, to the letter; the JsonML is the HTML.
// Input: lines. Of the feed: title, description, home page, language, and the words that tell the list from others.
// Then six for each item: title, text, summary, URL, language, days.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assets/assets.h"
#include "reading/json_feed.h"
#include "reading/plain_text.h"
#include "rendering/json_ml.h"
#include "rendering/json_text.h"
#include "rendering/renderer.h"
#include "tests/fuzz/feeds.h"
#include "tests/fuzz/law.h"
#include "tests/fuzz/markup.h"

namespace {

using nlohmann::ordered_json;

constexpr const char* public_url = "https://news.example/base";
constexpr const char* oembed_url = "https://news.example/base/oembed?url=x";
constexpr std::size_t max_items = 4;

// The real templates and words. Scripts and styles, which no feed changes, are cut to a line: most of the time would go
// into copying them.
const rendering::Files& files() {
  static const rendering::Files all = [] {
    auto made = assets::bundled();
    for (auto& [path, text] : made) {
      if (path.ends_with(".js")) text = "(function () {})()\n";
      if (path.ends_with(".css")) text = ".ln { color: red }\n";
    }
    return made;
  }();
  return all;
}

std::string take_line(std::string_view& rest) {
  const auto end = std::min(rest.find('\n'), rest.size());
  std::string line(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

void put(ordered_json& object, const char* name, std::string_view value) {
  // Bytes that are not UTF-8 become U+FFFD.
  const auto utf8 = ordered_json(value).dump(-1, ' ', false, ordered_json::error_handler_t::replace);
  const auto text = fuzz::without_noncharacters(ordered_json::parse(utf8).get<std::string>());
  if (!text.empty()) object[name] = text;
}

struct Case {
  news::Feed feed;
  std::string distinction;
};

// Through the reader, so that the feed is one that the program would serve.
Case read_case(std::string_view rest) {
  ordered_json json = {{"version", "https://jsonfeed.org/version/1.1"}, {"title", ""}};
  put(json, "title", take_line(rest));
  put(json, "description", take_line(rest));
  put(json, "home_page_url", take_line(rest));
  put(json, "language", take_line(rest));
  auto words = ordered_json::object();
  put(words, "distinction", reading::fold_spaces(take_line(rest)));
  json["items"] = ordered_json::array();
  while (!rest.empty() && json["items"].size() < max_items) {
    ordered_json item = {{"id", "item-" + std::to_string(json["items"].size())}, {"content_text", ""}};
    put(item, "title", take_line(rest));
    put(item, "content_text", take_line(rest));
    put(item, "summary", take_line(rest));
    put(item, "url", take_line(rest));
    put(item, "language", take_line(rest));
    const auto days = take_line(rest);
    const auto first = news::parse_date(days.substr(0, 10));
    const auto last = news::parse_date(days.size() > 11 ? days.substr(11, 10) : "");
    if (first) {
      item["_latest_news"] = {{"start", news::to_string(*first)},
                              {"end", news::to_string(last && *last > *first ? *last : *first)}};
    }
    json["items"].push_back(item);
  }
  auto read = reading::read_json_feed(json.dump());
  if (!read.has_value()) {
    fuzz::broken("any values make a feed", reading::to_string(read.error().front(), "feed"));
  }
  return {std::move(read).value().feed, words.value("distinction", "")};
}

void make_harmless(std::string& text) {
  if (!text.empty()) text = "x";
}

// The same shape: what is there and what is not, days, languages, ids.
Case harmless(Case one) {
  make_harmless(one.feed.title);
  make_harmless(one.feed.description);
  make_harmless(one.distinction);
  if (!one.feed.home_page_url.empty()) one.feed.home_page_url = "https://example.org/";
  for (auto& item : one.feed.items) {
    make_harmless(item.title);
    make_harmless(item.text);
    make_harmless(item.summary);
    if (!item.url.empty()) item.url = "https://example.org/";
  }
  return one;
}

// Every HTML that the program serves.
struct Rendered {
  std::string items;
  std::string fragment;
  std::string embed;
  std::string front_page;
  std::string shadow;
  std::vector<std::string> item_pages;
};

Rendered render(const Case& one) {
  const rendering::Renderer renderer(files(), public_url, one.feed);
  rendering::Presentation presentation;
  presentation.more = true;
  const rendering::PageLinks page_links{std::string(public_url) + "/embed?q=%22",
                                        std::string(public_url) + "/embed?page=2",
                                        std::string(public_url) + "/embed?fallback=on", one.distinction};
  Rendered rendered;
  for (const auto& item : one.feed.items) {
    rendered.items += renderer.item(item, {});
    rendered.item_pages.push_back(renderer.item_page(item, oembed_url));
  }
  rendered.fragment = renderer.fragment(rendered.items, presentation, page_links, rendering::Emptiness::nothing_found);
  rendered.embed = renderer.embed(rendered.fragment, presentation, oembed_url);
  rendered.front_page = renderer.front_page(
      {rendered.fragment, std::string(public_url) + "/element.0.js", "sha384-0", oembed_url, "{}", {}, {}});
  rendered.shadow = renderer.shadow(rendered.fragment, {{"q", one.distinction}}, std::string(public_url) + "/0.css");
  return rendered;
}

// What a harmless feed of that shape gives. There are few shapes, and rendering one takes as long as rendering the
// feed.
const Rendered& render_harmless(const Case& one) {
  constexpr std::size_t most = 1000;
  static std::map<std::string, Rendered> known;
  if (known.size() >= most) known.clear();
  const auto same_shape = harmless(one);
  const auto key = fuzz::described(same_shape.feed) + "\n" + same_shape.distinction;
  const auto found = known.find(key);
  return found != known.end() ? found->second : known.emplace(key, render(same_shape)).first->second;
}

void check_page(const std::string& page, const std::string& harmless_page, const std::string& what) {
  const auto pieces = fuzz::read_markup(page);
  fuzz::same(fuzz::structure_of(pieces), fuzz::structure_of(fuzz::read_markup(harmless_page)),
             what + " has the elements and attributes of a harmless feed's");
  fuzz::check_schemes(pieces);
}

void check_shown(const std::string& page, const std::string& text, const std::string& what) {
  fuzz::holds(fuzz::text_of(fuzz::read_markup(page)).find(text) != std::string::npos, what + " is shown to the letter",
              text + " in " + page);
}

void check_linked(const std::string& page, const std::string& url, const std::string& what) {
  if (url.empty()) return;
  const auto pieces = fuzz::read_markup(page);
  const auto is_link = [&url](const fuzz::Attribute& attribute) {
    return attribute.name == "href" && attribute.value == url;
  };
  const bool is_linked = std::any_of(pieces.begin(), pieces.end(), [&is_link](const fuzz::Piece& piece) {
    return std::any_of(piece.attributes.begin(), piece.attributes.end(), is_link);
  });
  fuzz::holds(is_linked, what + " is linked to the letter", url + " in " + page);
}

// White space with a line end in it, between two tags: json_ml() leaves it out.
bool is_layout(const std::string& text) {
  return text.find('\n') != std::string::npos && text.find_first_not_of(" \n") == std::string::npos;
}

std::string flat(const std::vector<fuzz::Piece>& pieces) {
  std::string text;
  for (const auto& piece : pieces) {
    if (piece.is_end) continue;
    if (piece.name.empty()) {
      if (!is_layout(piece.text)) text += "\n" + piece.text;
      continue;
    }
    text += "\n<" + piece.name;
    for (const auto& [name, value] : piece.attributes) text.append(" ").append(name).append("=").append(value);
  }
  return text;
}

std::string flat(const ordered_json& node) {
  if (node.is_string()) return "\n" + node.get<std::string>();
  std::string text = "\n<" + node.at(0).get<std::string>();
  for (std::size_t place = 1; place < node.size(); ++place) {
    if (!node[place].is_object()) {
      text += flat(node[place]);
      continue;
    }
    for (const auto& [name, value] : node[place].items()) {
      text.append(" ").append(name).append("=").append(value.get<std::string>());
    }
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto hostile = read_case({reinterpret_cast<const char*>(data), size});
  const auto rendered = render(hostile);
  const auto& expected = render_harmless(hostile);
  check_page(rendered.fragment, expected.fragment, "the fragment");
  check_page(rendered.embed, expected.embed, "the page for frames");
  check_page(rendered.front_page, expected.front_page, "the first page");
  check_page(rendered.shadow, expected.shadow, "the shadow root");
  check_shown(rendered.fragment, hostile.feed.title, "the feed's title");
  check_linked(rendered.fragment, hostile.feed.home_page_url, "the feed's URL");
  for (std::size_t place = 0; place < rendered.item_pages.size(); ++place) {
    check_page(rendered.item_pages[place], expected.item_pages[place], "an item's page");
    check_shown(rendered.item_pages[place], hostile.feed.items[place].title, "an item's title");
    check_shown(rendered.item_pages[place], hostile.feed.items[place].text, "an item's text");
    check_linked(rendered.item_pages[place], hostile.feed.items[place].url, "an item's URL");
  }
  const auto nodes = rendering::json_ml(rendered.fragment);
  fuzz::same(flat(fuzz::read_markup(rendered.fragment)), flat(nodes), "the JsonML is the HTML");
  const auto text = rendering::json_text(nodes);
  fuzz::holds(text.find_first_of("<>&") == std::string::npos, "JSON in a script has no < > &", text);
  fuzz::holds(ordered_json::parse(text) == nodes, "JSON in a script is the same value", text);
  return 0;
}
