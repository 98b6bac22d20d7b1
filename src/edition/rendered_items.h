// edition/rendered_items.h - a feed's items, rendered for lists. Each is rendered once in each
// look, when it is first needed.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "least_recently_used.h"
#include "news/feed.h"
#include "rendering/look.h"
#include "rendering/renderer.h"

namespace edition {

// Any thread may call. Most requests are for the newest hundred items in one look. In a used look,
// an unused item costs one pointer. The memory is limited: the least recently used look is dropped
// first.
class RenderedItems {
 public:
  static constexpr std::size_t max_bytes = 64u << 20;

  // Both arguments must outlive this object.
  RenderedItems(const news::Feed& feed, const rendering::Renderer& renderer);
  RenderedItems(const RenderedItems&) = delete;
  RenderedItems& operator=(const RenderedItems&) = delete;

  // The items at these places (indexes into Feed::items), one after the other.
  std::string join(std::span<const std::size_t> places, const rendering::Look& look) const;

  std::size_t looks() const;  // the number of looks that are kept now

 private:
  // By place; null if it was not requested yet.
  class Texts {
   public:
    explicit Texts(std::size_t size) : bytes_(size * sizeof(void*)), by_place_(size) {}
    ~Texts();
    Texts(const Texts&) = delete;
    Texts& operator=(const Texts&) = delete;

    template <class Make>
    const std::string& at(std::size_t place, const Make& make);

    std::size_t bytes() const { return bytes_; }

   private:
    std::atomic<std::size_t> bytes_;
    std::vector<std::atomic<const std::string*>> by_place_;
  };

  std::shared_ptr<Texts> texts_of(const std::string& look) const;

  const news::Feed& feed_;
  const rendering::Renderer& renderer_;
  mutable std::mutex mutex_;  // guards the member below
  mutable LeastRecentlyUsed<std::shared_ptr<Texts>> by_look_;
};

}  // namespace edition
