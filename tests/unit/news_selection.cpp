#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <set>

#include "news/selection.h"
#include "news/words.h"

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

TEST_CASE("selection: words are found by their beginnings, without case and accents, in title, summary and tags") {
  news::Feed any;
  any.items.resize(4);
  any.items[0].title = "Müller’s report";
  any.items[0].text = "not looked at";
  any.items[0].summary = "On TRAFFICKING in persons";
  any.items[1].text = "traffic lights";
  any.items[2].text = "Straffic";
  any.items[2].tags = {"Drugs & Crime", "Anti-Corruption"};
  const news::Index index(any);
  const auto places = [&](news::Query query) { return index.select(query).items; };
  using Places = std::vector<std::size_t>;
  CHECK(places({.words = news::words_of("muller")}) == Places{0});
  CHECK(places({.words = news::words_of("MÜLL report")}) == Places{0});
  CHECK(places({.words = news::words_of("traffic")}) == Places{0, 1});
  CHECK(places({.words = news::words_of("looked")}).empty());
  CHECK(places({.words = news::words_of("corruption")}) == Places{2});
  CHECK(places({.words = news::words_of("traffic"), .excluded = news::words_of("persons")}) == Places{1});
  CHECK(places({.excluded = news::words_of("traffic straff")}) == Places{3});
  CHECK(places({.tags = news::tags_of("none, anti-corruption")}) == Places{2});
  CHECK(places({.tags = news::tags_of("DRUGS & CRIME")}) == Places{2});
  CHECK(places({.tags = news::tags_of("drugs")}).empty());
}

namespace {

// What the index knows by Unicode's tables, written out.
struct Word {
  const char* written;
  const char* folded;
};
constexpr std::array<Word, 12> vocabulary{{{"Traffic", "traffic"},
                                           {"trafficking", "trafficking"},
                                           {"TRAFFICKERS", "traffickers"},
                                           {"Müller", "muller"},
                                           {"muller", "muller"},
                                           {"Straße", "strasse"},
                                           {"naïve", "naive"},
                                           {"co\u0302te\u0301", "cote"},
                                           {"ΣΟΦΟΣ", "σοφοσ"},
                                           {"2023", "2023"},
                                           {"ﬁnd", "find"},
                                           {"a", "a"}}};

struct Random {
  std::mt19937 engine{2023};
  unsigned number(unsigned most) { return std::uniform_int_distribution<unsigned>(0, most)(engine); }
  news::Date date() { return news::make_date(2023, 1 + static_cast<unsigned>(number(1)), 1 + number(27)).value(); }
  const Word& word() { return vocabulary[number(vocabulary.size() - 1)]; }
};

// A feed, and beside it the folded words and tags of each item.
struct Known {
  news::Feed feed;
  std::vector<std::set<std::string>> words;
  std::vector<std::set<std::string>> tags;
};

Known random_feed(Random& random) {
  Known known;
  for (unsigned count = random.number(90); count > 0; --count) {
    news::Item one;
    std::set<std::string> words;
    std::set<std::string> tags;
    auto first = random.date();
    auto last = random.date();
    if (last < first) std::swap(first, last);
    if (random.number(5) > 0) one.days = news::Days{first, random.number(1) > 0 ? first : last};
    const std::array separators{" ", ", ", "—", "\u00a0", "(", "’"};
    for (auto* text : {&one.title, random.number(1) > 0 ? &one.text : &one.summary}) {
      for (unsigned number = random.number(2); number > 0; --number) {
        const auto& word = random.word();
        *text += std::string(word.written) + separators[random.number(5)];
        words.insert(word.folded);
      }
    }
    for (unsigned number = random.number(2); number > 0; --number) {
      const auto& word = random.word();
      one.tags.emplace_back(word.written);
      words.insert(word.folded);
      tags.insert(word.folded);
    }
    known.feed.items.push_back(one);
    known.words.push_back(words);
    known.tags.push_back(tags);
  }
  return known;
}

news::Query random_query(Random& random) {
  news::Query query;
  query.limit = 1 + random.number(4);
  query.page = 1 + random.number(3);
  if (random.number(1) > 0) query.since = random.date();
  if (random.number(1) > 0) query.until = random.date();
  if (query.since && query.until && *query.until < *query.since) std::swap(query.since, query.until);
  if (random.number(2) == 0) query.order = news::Order::source;
  const auto beginning = [&] {
    const std::string folded = random.word().folded;
    return folded.substr(0, folded[0] < 0 ? folded.size() : 1 + random.number(static_cast<unsigned>(folded.size())));
  };
  for (unsigned number = random.number(2); number > 1; --number) query.words.push_back(beginning());
  for (unsigned number = random.number(3); number > 2; --number) query.excluded.push_back(beginning());
  for (unsigned number = random.number(3); number > 1; --number) query.tags.emplace_back(random.word().folded);
  return query;
}

bool has_beginning(const std::set<std::string>& words, const std::string& beginning) {
  return std::any_of(words.begin(), words.end(), [&](const auto& word) { return word.starts_with(beginning); });
}

// One item after the other, day by day, word by word.
bool matches(const Known& known, std::size_t place, const news::Query& query) {
  if (query.since || query.until) {
    const auto& days = known.feed.items[place].days;
    if (!days) return false;
    bool any = false;
    for (auto day = std::chrono::sys_days(days->first); day <= std::chrono::sys_days(days->last);
         day += std::chrono::days(1)) {
      const news::Date one(day);
      any = any || ((!query.since || one >= *query.since) && (!query.until || one <= *query.until));
    }
    if (!any) return false;
  }
  const auto& words = known.words[place];
  for (const auto& word : query.words) {
    if (!has_beginning(words, word)) return false;
  }
  for (const auto& word : query.excluded) {
    if (has_beginning(words, word)) return false;
  }
  return query.tags.empty() || std::any_of(query.tags.begin(), query.tags.end(),
                                           [&](const auto& tag) { return known.tags[place].contains(tag); });
}

}  // namespace

TEST_CASE("selection: over random feeds and queries, the result is that of a plain filter") {
  Random random;
  std::size_t found = 0;
  for (int round = 0; round < 4000; ++round) {
    CAPTURE(round);
    const auto known = random_feed(random);
    const auto query = random_query(random);
    std::vector<std::size_t> expected;
    for (std::size_t place = 0; place < known.feed.items.size(); ++place) {
      if (matches(known, place, query)) expected.push_back(place);
    }
    if (query.order == news::Order::newest) {
      std::stable_sort(expected.begin(), expected.end(), [&](std::size_t a, std::size_t b) {
        const auto key = [&](std::size_t place) {
          const auto& days = known.feed.items[place].days;
          return days ? std::pair(std::chrono::sys_days(days->first), std::chrono::sys_days(days->last))
                      : std::pair(std::chrono::sys_days::min(), std::chrono::sys_days::min());
        };
        return key(a) > key(b);
      });
    }
    const auto matching = expected.size();
    const auto from = std::min<std::size_t>(std::size_t{query.page - 1} * query.limit, expected.size());
    expected.erase(expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(from));
    if (expected.size() > query.limit) expected.resize(query.limit);

    const auto selection = news::Index(known.feed).select(query);
    CHECK(selection.items == expected);
    CHECK(selection.matching == matching);
    found += expected.size();
  }
  CHECK(found > 4000);  // the queries are not such that nothing answers them
}

TEST_CASE("selection: a large feed, indexed in parts, is found whole") {
  news::Feed large;
  for (int number = 0; number < 9000; ++number) {
    news::Item one;
    one.title = "item " + std::to_string(number) + (number % 3 == 0 ? " third" : "");
    if (number % 1000 == 0) one.tags = {"thousand"};
    large.items.push_back(one);
  }
  const news::Index index(large);
  CHECK(index.select({.words = {"third"}}).matching == 3000);
  CHECK(index.select({.words = {"8999"}}).items == std::vector<std::size_t>{8999});
  CHECK(index.select({.words = {"item"}, .excluded = {"third"}}).matching == 6000);
  CHECK(index.select({.tags = {"thousand"}}).matching == 9);
  CHECK(index.select({.words = {"899"}}).matching == 11);
}
