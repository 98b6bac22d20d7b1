// edition/rendered_items.h - a feed's items, rendered for lists. Each is rendered once in each
// look, when it is first needed.
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

// Any thread may call. Most requests are for the newest hundred items in one look. An unused look
// costs one pointer. In a used look, an unused item costs one pointer.
class RenderedItems {
 public:
  // Both arguments must outlive this object.
  RenderedItems(const news::Feed& feed, const rendering::Renderer& renderer);
  ~RenderedItems();
  RenderedItems(const RenderedItems&) = delete;
  RenderedItems& operator=(const RenderedItems&) = delete;

  // `place` is an index into Feed::items. The string stays at its address.
  const std::string& at(std::size_t place, const rendering::Look& look) const;

 private:
  using Texts = std::vector<std::atomic<const std::string*>>;  // by place; null if it was not requested yet

  Texts& texts_of(const rendering::Look& look) const;

  const news::Feed& feed_;
  const rendering::Renderer& renderer_;
  mutable std::array<std::atomic<Texts*>, rendering::Look::count> by_look_{};
};

}  // namespace edition
