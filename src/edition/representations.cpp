#include "edition/representations.h"

#include <utility>

namespace edition {

ResourcePointer Representations::obtain(const std::string& key, const std::function<ResourcePointer()>& make) {
  std::promise<ResourcePointer> promise;
  Entries::iterator entry;
  {
    std::unique_lock lock(mutex_);
    if (const auto found = by_key_.find(key); found != by_key_.end()) {
      entries_.splice(entries_.begin(), entries_, found->second);
      const auto resource = found->second->resource;
      lock.unlock();
      return resource.get();
    }
    entry = entries_.insert(entries_.begin(), Entry{key, promise.get_future().share(), 0});
    by_key_.emplace(key, entry);
  }
  // While this call makes the entry, it is not evicted, and `entry` stays valid.
  try {
    ResourcePointer resource = make();
    promise.set_value(resource);
    const std::lock_guard lock(mutex_);
    if (resource->is_storable()) {
      keep(entry, *resource);
    } else {
      forget(entry);
    }
    return resource;
  } catch (...) {
    promise.set_exception(std::current_exception());
    const std::lock_guard lock(mutex_);
    forget(entry);
    throw;
  }
}

void Representations::keep(Entries::iterator entry, const server::Resource& resource) {
  // Compressed representations come later, and each is smaller than the first one.
  entry->bytes = resource.bytes() * server::Resource::most_growth + 2 * entry->key.size();
  bytes_ += entry->bytes;
  for (auto last = entries_.end(); bytes_ > max_bytes_ && last != entries_.begin();) {
    const auto candidate = std::prev(last);
    if (candidate->bytes > 0 && candidate != entry) {
      forget(candidate);
    } else {
      last = candidate;
    }
  }
  if (bytes_ > max_bytes_) forget(entry);
}

void Representations::forget(Entries::iterator entry) {
  bytes_ -= entry->bytes;
  by_key_.erase(entry->key);
  entries_.erase(entry);
}

}  // namespace edition
