// edition/representations.h - the resources made so far, by canonical target, bounded in bytes.
#pragma once

#include <cstddef>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "least_recently_used.h"
#include "server/resource.h"

namespace edition {

using ResourcePointer = std::shared_ptr<server::Resource>;

class Representations {
 public:
  explicit Representations(std::size_t max_bytes) : made_(max_bytes) {}

  // The resource of `key`; if there is none yet, make()'s. Any thread. Calls for the same key at the same time share
  // one make(). A resource that must not be stored (an error) is given to them and not kept. What make() throws, all
  // of them throw. In both cases the next call makes it again.
  ResourcePointer obtain(const std::string& key, const std::function<ResourcePointer()>& make);

 private:
  void finish(const std::string& key, const ResourcePointer& resource);

  std::mutex mutex_;  // guards all below
  LeastRecentlyUsed<ResourcePointer> made_;
  std::unordered_map<std::string, std::shared_future<ResourcePointer>> in_progress_;
};

}  // namespace edition
