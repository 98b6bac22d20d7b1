// edition/rendered_items.h - a feed's items, rendered for lists: each once in each look, when it is first needed.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "news/feed.h"
#include "rendering/look.h"
#include "rendering/renderer.h"

namespace edition {

// Any thread. Most requests are for the newest hundred items in one look. An unused look costs one pointer, and in a
// used look an unused item costs one pointer.
class RenderedItems {
 public:
  // Both must outlive this.
  RenderedItems(const news::Feed& feed, const rendering::Renderer& renderer);
  ~RenderedItems();
  RenderedItems(const RenderedItems&) = delete;
  RenderedItems& operator=(const RenderedItems&) = delete;

  // `place` in Feed::items. The string stays where it is.
  const std::string& at(std::size_t place, const rendering::Look& look) const;

 private:
  using Texts = std::vector<std::atomic<const std::string*>>;  // by place; null where it was not asked for yet

  Texts& texts_of(const rendering::Look& look) const;

  const news::Feed& feed_;
  const rendering::Renderer& renderer_;
  mutable std::array<std::atomic<Texts*>, rendering::Look::count> by_look_{};
};

}  // namespace edition
