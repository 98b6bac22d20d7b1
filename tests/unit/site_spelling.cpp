// The canonical spelling of any query, with any Unicode, means the same as the query.
#include <doctest/doctest.h>
#include <utf8proc.h>

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "news/selection.h"
#include "news/words.h"
#include "site/resolve.h"
#include "site/target.h"
#include "tests/unit/catalogue.h"

namespace {

// Random text of what folding changes most: marks, ligatures, other commas and spaces, case, and any character.
class RandomText {
 public:
  std::string next(unsigned most) {
    std::string text;
    for (auto count = below(most + 1); count > 0; --count) append(text, character());
    return text;
  }
  unsigned below(unsigned bound) { return static_cast<unsigned>(engine_() % bound); }

 private:
  static void append(std::string& text, utf8proc_int32_t character) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto size = utf8proc_encode_char(character, bytes.data());
    text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
  }

  utf8proc_int32_t character() {
    struct Range {
      int first;
      int last;
    };
    static constexpr std::array<Range, 14> ranges{{{'a', 'f'},
                                                   {'A', 'F'},
                                                   {' ', '/'},
                                                   {0xa0, 0x24f},
                                                   {0x300, 0x36f},
                                                   {0x370, 0x5ff},
                                                   {0x1e00, 0x1fff},
                                                   {0x2000, 0x206f},
                                                   {0x20d0, 0x24ff},
                                                   {0x3000, 0x33ff},
                                                   {0xfb00, 0xfdff},
                                                   {0xfe00, 0xffef},
                                                   {0x1d400, 0x1d7ff},
                                                   {0x80, 0x10ffff}}};
    while (true) {
      const auto& range = ranges[below(ranges.size())];
      const auto one = range.first + static_cast<int>(below(static_cast<unsigned>(range.last - range.first + 1)));
      if (one < 0xd800 || one > 0xdfff) return one;
    }
  }

  std::mt19937 engine_{2023};  // the same at every run
};

}  // namespace

TEST_CASE("spelling: a canonical spelling is its own canonical spelling, and means the same") {
  RandomText random;
  int accepted = 0;
  for (int round = 0; round < 20000; ++round) {
    const std::string target = "/fragment?q=" + site::percent_encode(random.next(12)) +
                               "&tag=" + site::percent_encode(random.next(8)) +
                               "&exclude=" + site::percent_encode(random.next(4));
    const auto asked = site::resolve(catalogue(), target);
    if (asked.problem) continue;
    ++accepted;
    const auto again = site::resolve(catalogue(), asked.canonical);
    CAPTURE(target);
    REQUIRE_FALSE(again.problem.has_value());
    REQUIRE(again.canonical == asked.canonical);
    REQUIRE((again.query == asked.query));
  }
  CHECK(accepted > 15000);
}

TEST_CASE("spelling: an item is found by each of its own tags and words") {
  RandomText random;
  news::Feed feed;
  for (int number = 0; number < 3000; ++number) {
    feed.items.emplace_back();
    feed.items.back().title = random.next(12);
    feed.items.back().tags = {random.next(6), random.next(6)};
  }
  const news::Index index(feed);
  const auto finds = [&](std::size_t place, const std::string& parameter, const std::string& value) {
    const auto resolved =
        site::resolve(catalogue(), "/fragment?limit=100&" + parameter + "=" + site::percent_encode(value));
    if (resolved.problem) return true;
    auto query = resolved.query.selection;
    for (query.page = 1;; ++query.page) {
      const auto selection = index.select(query);
      for (const auto found : selection.items) {
        if (found == place) return true;
      }
      if (query.page >= selection.pages) return false;
    }
  };
  for (std::size_t place = 0; place < feed.items.size(); ++place) {
    const auto& item = feed.items[place];
    CAPTURE(place);
    CHECK(finds(place, "q", item.title));
    for (const auto& tag : item.tags) CHECK(finds(place, "tag", tag));
  }
}

TEST_CASE("spelling: a value that would be too long in its canonical spelling is refused") {
  std::string ligatures;
  for (int number = 0; number < 6; ++number) ligatures += "\ufdfa";  // 18 letters and spaces each
  for (const auto* parameter : {"q", "exclude", "tag"}) {
    CAPTURE(parameter);
    for (int number = 1; number <= 6; ++number) {
      const auto value = ligatures.substr(0, static_cast<std::size_t>(number) * 3);
      const auto resolved =
          site::resolve(catalogue(), std::string("/fragment?") + parameter + "=" + site::percent_encode(value));
      if (!resolved.problem) CHECK_FALSE(site::resolve(catalogue(), resolved.canonical).problem.has_value());
    }
  }
  CHECK(site::resolve(catalogue(), "/fragment?tag=" + site::percent_encode(ligatures)).problem.has_value());
}
