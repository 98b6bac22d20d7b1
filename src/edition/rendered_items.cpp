#include "edition/rendered_items.h"

#include <utility>

#include "background.h"

namespace edition {

RenderedItems::Texts::~Texts() {
  for (const auto& text : by_place_) delete text.load(std::memory_order_relaxed);
}

// Two threads may make the same text at once; the first result is kept.
template <class Make>
const std::string& RenderedItems::Texts::at(std::size_t place, const Make& make) {
  auto& text = by_place_[place];
  if (const auto* ready = text.load(std::memory_order_acquire)) return *ready;
  auto made = std::make_unique<const std::string>(make());
  const std::string* earlier = nullptr;
  if (text.compare_exchange_strong(earlier, made.get(), std::memory_order_acq_rel)) {
    bytes_ += sizeof(std::string) + made->capacity();
    return *made.release();
  }
  return *earlier;
}

RenderedItems::RenderedItems(const news::Feed& feed, const rendering::Renderer& renderer)
    : feed_(feed), renderer_(renderer), by_look_(max_bytes) {}

std::shared_ptr<RenderedItems::Texts> RenderedItems::texts_of(const std::string& look) const {
  const std::lock_guard lock(mutex_);
  if (const auto* texts = by_look_.find(look)) return *texts;
  auto texts = std::make_shared<Texts>(feed_.items.size());
  by_look_.insert(look, texts, texts->bytes());
  return texts;
}

std::string RenderedItems::join(std::span<const std::size_t> places, const rendering::Look& look) const {
  const auto key = look.key();
  const auto texts = texts_of(key);
  const auto before = texts->bytes();
  std::string joined;
  for (const auto place : places) {
    joined += texts->at(place, [&] {
      auto text = renderer_.item(feed_.items[place], look);
      background::end_piece();
      return text;
    });
  }
  if (const auto after = texts->bytes(); after != before) {
    const std::lock_guard lock(mutex_);
    by_look_.set_bytes(key, after);
  }
  return joined;
}

std::size_t RenderedItems::looks() const {
  const std::lock_guard lock(mutex_);
  return by_look_.size();
}

}  // namespace edition
