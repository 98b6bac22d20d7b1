// server/resource_cache.h - what one loop remembers of the origin's answers: target to resource, bounded in bytes, the
// least recently used one is forgotten first.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/resource.h"

namespace server {

// One thread's. Pointers that it gives are valid until the next call that is not find().
class ResourceCache {
 public:
  explicit ResourceCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  // Null where it is not known. Counts as use.
  const std::shared_ptr<Resource>* find(std::string_view target);

  // Takes the place of what was there. One that is larger than the whole table is not kept.
  void insert(std::string_view target, std::shared_ptr<Resource> resource);

  // To be called when the target's resource has grown.
  void recount(std::string_view target);

  void clear();
  std::size_t bytes() const noexcept { return bytes_; }
  std::size_t size() const noexcept { return by_target_.size(); }

 private:
  struct Entry {
    std::string target;
    std::shared_ptr<Resource> resource;
    std::size_t bytes;
  };
  using Entries = std::list<Entry>;  // most recently used first

  void forget(Entries::iterator entry);
  void shrink();

  std::size_t max_bytes_;
  std::size_t bytes_ = 0;
  Entries entries_;
  std::unordered_map<std::string_view, Entries::iterator> by_target_;  // keys point into the entries
};

}  // namespace server
