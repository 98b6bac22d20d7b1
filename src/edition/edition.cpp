#include "edition/edition.h"

#include <utility>

#include "background.h"
#include "http/digest.h"

namespace edition {
namespace {

std::string name_of(const news::Feed& feed, const rendering::Files& files, const std::string& public_url) {
  background::end_piece();
  http::NameDigest digest;
  digest.add(public_url);
  for (const auto& [path, bytes] : files) {
    digest.add(path);
    digest.add(bytes);
    background::end_piece();
  }
  for (const auto& text : {feed.title, feed.home_page_url, feed.description, feed.language, feed.heading})
    digest.add(text);
  for (const auto& item : feed.items) {
    for (const auto* text :
         {&item.id, &item.path, &item.title, &item.text, &item.markup, &item.summary, &item.excerpt, &item.image,
          &item.image_alt, &item.url, &item.date_published, &item.date_modified, &item.language, &item.author}) {
      digest.add(*text);
    }
    if (item.days) digest.add(news::to_string(item.days->first) + news::to_string(item.days->last));
    for (const auto& tag : item.tags) digest.add(tag);
    background::end_piece();
  }
  return digest.finish();
}

}  // namespace

Edition::Edition(std::shared_ptr<const news::Feed> feed, rendering::Files files, Settings settings)
    : feed_(std::move(feed)),
      files_(std::move(files)),
      renderer_(files_, std::move(settings.public_url), *feed_, std::move(settings.partners), settings.counts_hosts),
      index_(*feed_),
      rendered_items_(*feed_, renderer_),
      gone_(std::move(settings.gone)),
      allowed_origins_(std::move(settings.allowed_origins)),
      surrogate_key_(std::move(settings.surrogate_key)),
      cdn_cache_control_(std::move(settings.cdn_cache_control)),
      name_(name_of(*feed_, files_, renderer_.public_url())),
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
