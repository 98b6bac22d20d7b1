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

// Any thread. A feed of 100,000 items is seldom asked for more than its newest hundred, and in one look. So a look
// that nobody asks for costs a pointer, and an item that nobody asks for another one.
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
