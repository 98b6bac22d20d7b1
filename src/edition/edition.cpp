#include "edition/edition.h"

#include <utility>

namespace edition {

Edition::Edition(news::Feed feed, rendering::Files files, Settings settings)
    : feed_(std::move(feed)),
      files_(std::move(files)),
      renderer_(files_, std::move(settings.public_url), feed_),
      index_(feed_),
      representations_(settings.cache_bytes) {
  rendered_items_.reserve(feed_.items.size());
  places_.reserve(feed_.items.size());
  for (const auto& item : feed_.items) {
    places_.emplace(item.id, rendered_items_.size());
    rendered_items_.push_back(renderer_.item(item));
  }
}

std::string Edition::fragment(const news::Selection& selection, const rendering::Presentation& presentation,
                              const rendering::Neighbours& neighbours) const {
  std::string items;
  for (const auto place : selection.items) items += rendered_items_[place];
  return renderer_.fragment(items, presentation, neighbours);
}

const news::Item* Edition::find_item(std::string_view id) const {
  const auto found = places_.find(id);
  return found == places_.end() ? nullptr : &feed_.items[found->second];
}

}  // namespace edition
