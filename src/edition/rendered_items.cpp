#include "edition/rendered_items.h"

namespace edition {
namespace {

// Returns what `place` points to. If it is null, calls make() first. Two threads may do so at once;
// the first result is kept.
template <class Value, class Make>
Value& obtain(std::atomic<Value*>& place, const Make& make) {
  if (auto* ready = place.load(std::memory_order_acquire)) return *ready;
  auto made = make();
  Value* earlier = nullptr;
  if (place.compare_exchange_strong(earlier, made.get(), std::memory_order_acq_rel)) return *made.release();
  return *earlier;
}

}  // namespace

RenderedItems::RenderedItems(const news::Feed& feed, const rendering::Renderer& renderer)
    : feed_(feed), renderer_(renderer) {}

RenderedItems::~RenderedItems() {
  for (const auto& look : by_look_) {
    const std::unique_ptr<const Texts> texts(look.load(std::memory_order_relaxed));
    if (texts == nullptr) continue;
    for (const auto& text : *texts) delete text.load(std::memory_order_relaxed);
  }
}

RenderedItems::Texts& RenderedItems::texts_of(const rendering::Look& look) const {
  return obtain(by_look_[look.number()], [this] { return std::make_unique<Texts>(feed_.items.size()); });
}

const std::string& RenderedItems::at(std::size_t place, const rendering::Look& look) const {
  return obtain(texts_of(look)[place],
                [&] { return std::make_unique<const std::string>(renderer_.item(feed_.items[place], look)); });
}

}  // namespace edition
