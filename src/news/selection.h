// news/selection.h - selects the items that match a query, and sorts them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
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

// The words and tags must be folded (see words.h): words_of() and tags_of() return them so.
struct Query {
  unsigned limit = 10;                       // items on a page, 1 to 100
  unsigned page = 1;                         // from 1
  std::optional<Date> since = std::nullopt;  // an item matches if any of its days is this day or later
  std::optional<Date> until = std::nullopt;  // an item matches if any of its days is this day or earlier
  Order order = Order::newest;
  std::vector<std::string> words{};     // for each of these, an item must have a word that begins with it
  std::vector<std::string> excluded{};  // for each of these, an item must have no word that begins with it
  std::vector<std::string> tags{};      // if there are any, an item must have one of these tags
  // Only items in this language (BCP 47; the first part counts), if the feed has such items. "": all.
  std::string language{};
  bool others_follow = false;  // the items in other languages come after them

  friend bool operator==(const Query&, const Query&) = default;
};

// The tags of a text that has commas between them: folded, sorted, each once, without spaces around
// them. Tags that are empty after folding are dropped. The items' own tags are read in the same
// way, so a tag with a comma in it counts as two.
std::vector<std::string> tags_of(std::string_view text);

struct Selection {
  std::vector<std::size_t> items;     // indexes into Feed::items; empty for a page past the end
  std::size_t matching = 0;           // number of matching items on all pages
  std::size_t pages = 0;              // 0 if nothing matches
  bool leaves_languages_out = false;  // items would match if they were in the query's language
};

// An index of a feed, made before the first query. Keeps a reference to the feed, which must
// outlive it. Immutable: any thread may select. A query that only selects a page costs as much as
// the page's items. Other queries cost some hundred nanoseconds for every 1,000 items, because sets
// of items are bits.
class Index {
 public:
  // Large feeds are indexed on all cores.
  explicit Index(const Feed& feed);

  Selection select(const Query& query) const;

 private:
  RankSet matching(const Query& query) const;
  RankSet with_days(const Query& query) const;
  void take_page(const RankSet& found, const Query& query, Selection& selection) const;

  const Feed& feed_;
  std::vector<Rank> newest_;  // places by rank: in the order Order::newest
  // Days since 1970, by rank, of the items that have days. These items come first.
  std::vector<std::int32_t> first_days_;
  std::vector<std::int32_t> last_days_;
  std::int32_t longest_ = 0;  // the largest number of days from an item's first to its last
  WordIndex words_;           // of title, tags, and the summary as it is shown
  WordIndex tags_;
  std::map<std::string, RankSet, std::less<>> languages_;  // by first part; empty if all items have the same
};

}  // namespace news
