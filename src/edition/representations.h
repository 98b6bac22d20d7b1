// edition/representations.h - the resources made so far, by canonical target, bounded in bytes.
#pragma once

#include <cstddef>
#include <functional>
#include <future>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "server/resource.h"

namespace edition {

using ResourcePointer = std::shared_ptr<server::Resource>;

class Representations {
 public:
  explicit Representations(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  // The resource of `key`; where there is none yet, make()'s. Any thread. Calls for the same key at the same time
  // share one make(). A resource that must not be stored (an error) is given to them and not kept. What make()
  // throws, all of them throw. In both cases the next one makes again.
  ResourcePointer obtain(const std::string& key, const std::function<ResourcePointer()>& make);

 private:
  struct Entry {
    std::string key;
    std::shared_future<ResourcePointer> resource;
    std::size_t bytes = 0;  // 0 while it is made
  };
  using Entries = std::list<Entry>;  // the least recently used last

  void keep(Entries::iterator entry, const server::Resource& resource);
  void forget(Entries::iterator entry);

  const std::size_t max_bytes_;
  std::mutex mutex_;  // guards all below
  Entries entries_;
  std::unordered_map<std::string, Entries::iterator> by_key_;
  std::size_t bytes_ = 0;
};

}  // namespace edition
