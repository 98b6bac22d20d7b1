// fuzz/query.cpp - targets with query parameters, and their canonical spelling.
// Laws: the canonical spelling is its own canonical spelling, is a valid target, and means the same: the same query,
// and the same items of a feed. Input: a target, in origin-form as the server lets it pass; anything else is put behind
// "/fragment?q=".
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "http/request_target.h"
#include "news/selection.h"
#include "site/resolve.h"
#include "site/target.h"
#include "tests/fuzz/law.h"
#include "tests/unit/catalogue.h"

namespace {

news::Item item(std::string id, std::string title, std::string text, int year, unsigned month) {
  news::Item made;
  made.id = std::move(id);
  made.title = std::move(title);
  made.text = std::move(text);
  if (const auto day = news::make_date(year, month, 1)) made.days = news::Days{*day, *day};
  made.tags = {made.title.substr(0, made.title.find(' '))};
  return made;
}

const news::Feed& feed() {
  static const news::Feed made = [] {
    news::Feed result;
    result.title = "News";
    result.items = {item("a", "Trafficking traffic", "More on traffick and a", 2023, 6),
                    item("b", "Müller’s Straße", "Ein Fluß; ½ Ⅷ ﬁ", 2022, 12),
                    item("c", "Νέα نص 新聞", "q w e r t y", 1, 1), item("d", "a b c", "1 2 3 12 123", 0, 0)};
    return result;
  }();
  return made;
}

std::string selected(const site::ListQuery& query) {
  static const news::Index index(feed());
  const auto selection = index.select(query.selection);
  std::string places = std::to_string(selection.matching) + " matching:";
  for (const auto place : selection.items) places += " " + feed().items[place].id;
  return places;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string target(reinterpret_cast<const char*>(data), size);
  if (!http::is_origin_form(target)) target = "/fragment?q=" + site::percent_encode(target);

  const auto asked = site::resolve(catalogue(), target);
  fuzz::holds(http::is_origin_form(asked.canonical), "a canonical spelling is in origin-form", asked.canonical);
  if (asked.problem) {
    fuzz::same(asked.canonical, target, "a target with a problem has no other spelling");
    return 0;
  }
  const auto meant = site::resolve(catalogue(), asked.canonical);
  fuzz::same(asked.canonical, meant.canonical, "a canonical spelling is its own canonical spelling");
  fuzz::holds(asked.route == meant.route && asked.path == meant.path && asked.part == meant.part,
              "a canonical spelling leads to the same resource", target + " " + asked.canonical);
  fuzz::holds(!meant.problem && asked.query == meant.query, "a canonical spelling means the same query",
              target + " " + asked.canonical);
  fuzz::same(selected(asked.query), selected(meant.query), "a canonical spelling selects the same items");
  return 0;
}
