// news/selection.h - which items answer a query, and in which order.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "news/date.h"
#include "news/feed.h"

namespace news {

enum class Order {
  newest,  // by first day, then last day, both latest first, then place in the file; undated items last
  source,  // as in the file
};

struct Query {
  unsigned limit = 10;                       // items on a page, 1 to 100
  unsigned page = 1;                         // from 1
  std::optional<Date> since = std::nullopt;  // an item matches if any of its days is this day or later
  std::optional<Date> until = std::nullopt;  // an item matches if any of its days is this day or earlier
  Order order = Order::newest;

  friend bool operator==(const Query&, const Query&) = default;
};

struct Selection {
  std::vector<std::size_t> items;  // places in Feed::items; empty for a page past the end
  std::size_t matching = 0;        // items that match, on all pages
  std::size_t pages = 0;           // 0 where nothing matches
};

// What can be known of a feed before it is asked. Keeps a reference to the feed, which must outlive it.
// Immutable: any thread may select.
class Index {
 public:
  explicit Index(const Feed& feed);

  Selection select(const Query& query) const;

 private:
  bool matches(std::size_t place, const Query& query) const;

  const Feed& feed_;
  std::vector<std::size_t> newest_;  // places, in the order of Order::newest
};

}  // namespace news
