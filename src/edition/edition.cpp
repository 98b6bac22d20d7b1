#include "edition/edition.h"

#include <utility>

namespace edition {

Edition::Edition(std::shared_ptr<const news::Feed> feed, rendering::Files files, Settings settings)
    : feed_(std::move(feed)),
      files_(std::move(files)),
      renderer_(files_, std::move(settings.public_url), *feed_),
      index_(*feed_),
      rendered_items_(*feed_, renderer_),
      gone_(std::move(settings.gone)),
      representations_(settings.cache_bytes) {
  places_.reserve(feed_->items.size());
  std::size_t place = 0;
  for (const auto& item : feed_->items) places_.emplace(item.page(), place++);
  // A path has priority over another item's id.
  place = 0;
  for (const auto& item : feed_->items) places_.emplace(item.id, place++);
}

std::string Edition::fragment(const news::Selection& selection, const rendering::Presentation& presentation,
                              const rendering::PageLinks& page_links) const {
  const auto items = rendered_items_.join(selection.items, presentation.item_look());
  const auto emptiness = feed_->items.empty()      ? rendering::Emptiness::no_news
                         : selection.matching == 0 ? rendering::Emptiness::nothing_found
                                                   : rendering::Emptiness::past_the_end;
  return renderer_.fragment(items, presentation, page_links, emptiness);
}

const news::Item* Edition::find_item(std::string_view name) const {
  const auto found = places_.find(name);
  return found == places_.end() ? nullptr : &feed_->items[found->second];
}

}  // namespace edition
