// edition/rendered_items.h - a feed's items, rendered for lists: each once, when it is first needed.
#pragma once

#include <atomic>
#include <cstddef>
#include <string>
#include <vector>

#include "news/feed.h"
#include "rendering/renderer.h"

namespace edition {

// Any thread. A feed of 100,000 items is seldom asked for more than its newest hundred.
class RenderedItems {
 public:
  // Both must outlive this.
  RenderedItems(const news::Feed& feed, const rendering::Renderer& renderer);
  ~RenderedItems();
  RenderedItems(const RenderedItems&) = delete;
  RenderedItems& operator=(const RenderedItems&) = delete;

  // `place` in Feed::items. The string stays where it is.
  const std::string& at(std::size_t place) const;

 private:
  const news::Feed& feed_;
  const rendering::Renderer& renderer_;
  mutable std::vector<std::atomic<const std::string*>> texts_;  // null where it was not asked for yet
};

}  // namespace edition
