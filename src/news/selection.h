// news/selection.h - which items answer a query, and in which order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "news/date.h"
#include "news/feed.h"
#include "news/rank_set.h"
#include "news/word_index.h"

namespace news {

enum class Order {
  newest,  // by first day, then last day, both latest first, then place in the file; undated items last
  source,  // as in the file
};

// What is looked for is folded already (see words.h): words_of() and tags_of() give it.
struct Query {
  unsigned limit = 10;                       // items on a page, 1 to 100
  unsigned page = 1;                         // from 1
  std::optional<Date> since = std::nullopt;  // an item matches if any of its days is this day or later
  std::optional<Date> until = std::nullopt;  // an item matches if any of its days is this day or earlier
  Order order = Order::newest;
  std::vector<std::string> words{};     // an item has, for each, a word that begins with it
  std::vector<std::string> excluded{};  // and for none of these
  std::vector<std::string> tags{};      // and one of these tags, where there are any

  friend bool operator==(const Query&, const Query&) = default;
};

// The tags of a text with commas between them: folded, sorted, each once, without spaces around them. Those of which
// nothing is left are dropped. The items' own tags are read in the same way: one with a comma in it counts as two.
std::vector<std::string> tags_of(std::string_view text);

struct Selection {
  std::vector<std::size_t> items;  // places in Feed::items; empty for a page past the end
  std::size_t matching = 0;        // items that match, on all pages
  std::size_t pages = 0;           // 0 where nothing matches
};

// What can be known of a feed before it is asked. Keeps a reference to the feed, which must outlive it.
// Immutable: any thread may select. A query that only pages costs what its page holds; others some hundred
// nanoseconds for every 1,000 items, as sets of items are bits.
class Index {
 public:
  // Large feeds are indexed on all cores.
  explicit Index(const Feed& feed);

  Selection select(const Query& query) const;

 private:
  RankSet matching(const Query& query) const;
  RankSet with_days(const Query& query) const;

  const Feed& feed_;
  std::vector<Rank> newest_;  // places by rank: in the order of Order::newest
  // Days since 1970, by rank, of those items that have any: they come first.
  std::vector<std::int32_t> first_days_;
  std::vector<std::int32_t> last_days_;
  std::int32_t longest_ = 0;  // the most days from an item's first to its last
  WordIndex words_;           // of title, tags, and the summary as it is shown
  WordIndex tags_;
};

}  // namespace news
