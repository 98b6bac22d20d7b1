// edition/representations.h - the resources made so far, by canonical target, with a limit in
// bytes.
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

  // Returns the resource of `key`. If there is no resource yet, calls make(). Any thread may call.
  // Calls for the same key at the same time share one make(). A resource that must not be stored
  // (an error) is returned to these calls, but not kept. If make() throws, all these calls throw
  // the same. In both cases the next call runs make() again.
  ResourcePointer obtain(const std::string& key, const std::function<ResourcePointer()>& make);

 private:
  void finish(const std::string& key, const ResourcePointer& resource);

  std::mutex mutex_;  // guards all members below
  LeastRecentlyUsed<ResourcePointer> made_;
  std::unordered_map<std::string, std::shared_future<ResourcePointer>> in_progress_;
};

}  // namespace edition
