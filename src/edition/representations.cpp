#include "edition/representations.h"

#include <exception>

namespace edition {

ResourcePointer Representations::obtain(const std::string& key, const std::function<ResourcePointer()>& make) {
  std::promise<ResourcePointer> promise;
  {
    std::unique_lock lock(mutex_);
    if (const auto* made = made_.find(key)) return *made;
    const auto [entry, is_first] = in_progress_.try_emplace(key);
    if (!is_first) {
      const auto resource = entry->second;
      lock.unlock();
      return resource.get();
    }
    entry->second = promise.get_future().share();
  }
  try {
    ResourcePointer resource = make();
    promise.set_value(resource);
    finish(key, resource->is_storable() ? resource : nullptr);
    return resource;
  } catch (...) {
    promise.set_exception(std::current_exception());
    finish(key, nullptr);
    throw;
  }
}

void Representations::finish(const std::string& key, const ResourcePointer& resource) {
  const std::lock_guard lock(mutex_);
  in_progress_.erase(key);
  // Compressed representations are added later. Each is smaller than the first one.
  if (resource) made_.insert(key, resource, resource->bytes() * server::Resource::most_growth + key.size());
}

}  // namespace edition
