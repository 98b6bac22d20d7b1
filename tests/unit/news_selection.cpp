#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "news/selection.h"

namespace {

news::Item item(std::string id, std::string_view first, std::string_view last) {
  news::Item made;
  made.id = std::move(id);
  if (!first.empty()) made.days = news::Days{news::parse_date(first).value(), news::parse_date(last).value()};
  return made;
}

std::string ids(const news::Feed& feed, const news::Selection& selection) {
  std::string joined;
  for (const auto place : selection.items) joined += feed.items[place].id;
  return joined;
}

const news::Feed feed{.title = {},
                      .home_page_url = {},
                      .description = {},
                      .language = "en",
                      .items = {item("a", "2023-06-20", "2023-06-21"), item("b", "2023-07-30", "2023-07-30"),
                                item("c", "", ""), item("d", "2023-06-20", "2023-06-22"),
                                item("e", "2023-06-20", "2023-06-21"), item("f", "2022-12-30", "2023-01-02")}};

}  // namespace

TEST_CASE("selection: newest is by first day, then last day, then place; undated items come last") {
  const news::Index index(feed);
  CHECK(ids(feed, index.select({})) == "bdaefc");
}

TEST_CASE("selection: source is the order of the file") {
  const news::Index index(feed);
  CHECK(ids(feed, index.select({.order = news::Order::source})) == "abcdef");
}

TEST_CASE("selection: an item matches if any of its days does") {
  const news::Index index(feed);
  struct Case {
    const char* since;
    const char* until;
    const char* ids;
  };
  for (const auto& one : {
           Case{"2023-06-22", "2023-06-22", "d"},
           Case{"2023-06-21", "2023-06-21", "dae"},
           Case{"2023-06-23", "2023-07-29", ""},
           Case{"2023-01-01", "2023-01-01", "f"},
           Case{"2023-01-02", "2023-01-02", "f"},
           Case{"2023-01-03", "2023-06-19", ""},
           Case{"2022-12-30", "2022-12-30", "f"},
           Case{"2022-12-01", "2022-12-29", ""},
       }) {
    const auto& since = one.since;
    const auto& until = one.until;
    const auto& expected = one.ids;
    CAPTURE(since);
    CAPTURE(until);
    CHECK(ids(feed, index.select({.since = news::parse_date(since), .until = news::parse_date(until)})) == expected);
  }
  CHECK(ids(feed, index.select({.since = news::parse_date("2023-06-22")})) == "bd");
  CHECK(ids(feed, index.select({.until = news::parse_date("2023-01-01")})) == "f");
}

TEST_CASE("selection: pages follow one another without gap, overlap or end") {
  const news::Index index(feed);
  std::string all;
  for (unsigned page = 1; page <= 3; ++page) {
    const auto selection = index.select({.limit = 2, .page = page});
    CHECK(selection.matching == 6);
    CHECK(selection.pages == 3);
    all += ids(feed, selection);
  }
  CHECK(all == "bdaefc");
  CHECK(index.select({.limit = 2, .page = 4}).items.empty());
  CHECK(index.select({.limit = 4, .page = 2}).items.size() == 2);
  CHECK(index.select({.limit = 100, .page = 1000000}).items.empty());
}

TEST_CASE("selection: is what a plain filter finds, over random feeds and queries") {
  std::mt19937 random(2023);
  const auto number = [&](unsigned most) { return std::uniform_int_distribution<unsigned>(0, most)(random); };
  const auto date = [&] { return news::make_date(2023, 1 + number(1), 1 + number(27)).value(); };
  for (int round = 0; round < 2000; ++round) {
    CAPTURE(round);
    news::Feed any;
    for (unsigned count = number(12); count > 0; --count) {
      news::Item one;
      auto first = date();
      auto last = date();
      if (last < first) std::swap(first, last);
      if (number(5) > 0) one.days = news::Days{first, number(1) > 0 ? first : last};
      any.items.push_back(one);
    }
    news::Query query;
    query.limit = 1 + number(4);
    query.page = 1 + number(3);
    if (number(1) > 0) query.since = date();
    if (number(1) > 0) query.until = date();
    if (query.since && query.until && *query.until < *query.since) std::swap(query.since, query.until);

    std::vector<std::size_t> expected;
    for (std::size_t place = 0; place < any.items.size(); ++place) {
      const auto& days = any.items[place].days;
      bool matches = !query.since && !query.until;
      if (days) {
        for (auto day = std::chrono::sys_days(days->first); day <= std::chrono::sys_days(days->last);
             day += std::chrono::days(1)) {
          const news::Date one(day);
          matches = matches || ((!query.since || one >= *query.since) && (!query.until || one <= *query.until));
        }
      }
      if (matches) expected.push_back(place);
    }
    std::stable_sort(expected.begin(), expected.end(), [&](std::size_t a, std::size_t b) {
      const auto key = [&](std::size_t place) {
        const auto& days = any.items[place].days;
        return days ? std::pair(std::chrono::sys_days(days->first), std::chrono::sys_days(days->last))
                    : std::pair(std::chrono::sys_days::min(), std::chrono::sys_days::min());
      };
      return key(a) > key(b);
    });
    const auto matching = expected.size();
    const auto from = std::min<std::size_t>(std::size_t{query.page - 1} * query.limit, expected.size());
    expected.erase(expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(from));
    if (expected.size() > query.limit) expected.resize(query.limit);

    const auto selection = news::Index(any).select(query);
    CHECK(selection.items == expected);
    CHECK(selection.matching == matching);
  }
}
