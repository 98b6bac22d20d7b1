#include "server/resource_cache.h"

#include <utility>

namespace server {
namespace {

constexpr std::size_t overhead = 256;  // the entry, its node in list and map, the resource's own object

}  // namespace

const std::shared_ptr<Resource>* ResourceCache::find(std::string_view target) {
  const auto found = by_target_.find(target);
  if (found == by_target_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return &found->second->resource;
}

void ResourceCache::insert(std::string_view target, std::shared_ptr<Resource> resource) {
  if (const auto found = by_target_.find(target); found != by_target_.end()) forget(found->second);
  const std::size_t bytes = overhead + target.size() + resource->bytes();
  entries_.push_front({std::string(target), std::move(resource), bytes});
  by_target_.emplace(entries_.front().target, entries_.begin());
  bytes_ += bytes;
  shrink();
}

void ResourceCache::recount(std::string_view target) {
  const auto found = by_target_.find(target);
  if (found == by_target_.end()) return;
  Entry& entry = *found->second;
  bytes_ -= entry.bytes;
  entry.bytes = overhead + entry.target.size() + entry.resource->bytes();
  bytes_ += entry.bytes;
  shrink();
}

void ResourceCache::clear() {
  by_target_.clear();
  entries_.clear();
  bytes_ = 0;
}

void ResourceCache::forget(Entries::iterator entry) {
  bytes_ -= entry->bytes;
  by_target_.erase(entry->target);
  entries_.erase(entry);
}

void ResourceCache::shrink() {
  while (bytes_ > max_bytes_) forget(std::prev(entries_.end()));
}

}  // namespace server
