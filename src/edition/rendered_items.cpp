#include "edition/rendered_items.h"

#include <memory>

namespace edition {

RenderedItems::RenderedItems(const news::Feed& feed, const rendering::Renderer& renderer)
    : feed_(feed), renderer_(renderer), texts_(feed.items.size()) {}

RenderedItems::~RenderedItems() {
  for (const auto& text : texts_) delete text.load(std::memory_order_relaxed);
}

const std::string& RenderedItems::at(std::size_t place) const {
  auto& text = texts_[place];
  if (const auto* ready = text.load(std::memory_order_acquire)) return *ready;
  // Two threads may come here at once: they render the same bytes, and the first one's are kept.
  auto rendered = std::make_unique<const std::string>(renderer_.item(feed_.items[place]));
  const std::string* earlier = nullptr;
  if (text.compare_exchange_strong(earlier, rendered.get(), std::memory_order_acq_rel)) return *rendered.release();
  return *earlier;
}

}  // namespace edition
