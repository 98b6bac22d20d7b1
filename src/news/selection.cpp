#include "news/selection.h"

#include <algorithm>
#include <numeric>

namespace news {

Index::Index(const Feed& feed) : feed_(feed), newest_(feed.items.size()) {
  std::iota(newest_.begin(), newest_.end(), std::size_t{0});
  std::stable_sort(newest_.begin(), newest_.end(), [&](std::size_t left, std::size_t right) {
    const auto& a = feed_.items[left].days;
    const auto& b = feed_.items[right].days;
    if (!a || !b) return a.has_value() && !b.has_value();
    return a->first != b->first ? a->first > b->first : a->last > b->last;
  });
}

bool Index::matches(std::size_t place, const Query& query) const {
  if (!query.since && !query.until) return true;
  const auto& days = feed_.items[place].days;
  if (!days) return false;
  return (!query.since || days->last >= *query.since) && (!query.until || days->first <= *query.until);
}

Selection Index::select(const Query& query) const {
  Selection selection;
  const std::size_t from = std::size_t{query.page - 1} * query.limit;
  for (std::size_t rank = 0; rank < feed_.items.size(); ++rank) {
    const std::size_t place = query.order == Order::newest ? newest_[rank] : rank;
    if (!matches(place, query)) continue;
    if (selection.matching >= from && selection.items.size() < query.limit) selection.items.push_back(place);
    ++selection.matching;
  }
  selection.pages = (selection.matching + query.limit - 1) / query.limit;
  return selection;
}

}  // namespace news
