// server/origin_answer.h - the origin's answer to a request that waits for it.
#pragma once

#include <memory>

#include "server/resource.h"

namespace server {

// Has one of three states: not asked yet, failed, or answered with a resource. Keeps a reference to
// the pointer that it is made from.
class OriginAnswer {
 public:
  OriginAnswer() = default;                                                                   // not asked yet
  explicit OriginAnswer(const std::shared_ptr<Resource>& resource) : resource_(&resource) {}  // null: failed

  bool was_asked() const noexcept { return resource_ != nullptr; }
  bool has_failed() const noexcept { return was_asked() && *resource_ == nullptr; }
  // Null if there is no resource.
  const std::shared_ptr<Resource>* resource() const noexcept { return has_failed() ? nullptr : resource_; }

 private:
  const std::shared_ptr<Resource>* resource_ = nullptr;
};

}  // namespace server
