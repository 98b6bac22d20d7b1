// server/origin.h - the source of the edge's answers. The edge knows only this interface.
#pragma once

#include <memory>
#include <string_view>

#include "server/resource.h"

namespace server {

// One immutable state of a site. Server::replace replaces it as a whole. Requests in progress
// finish with the state that they began with.
class Origin {
 public:
  virtual ~Origin() = default;

  // The resource of a target that is ready, or null. `target` is in origin-form (RFC 9112, section
  // 3.2.1), as it was sent. All loops call this at once: it takes no lock, allocates nothing and
  // never blocks. The result points to what lives as long as the origin.
  virtual const std::shared_ptr<Resource>* find(std::string_view target) const noexcept = 0;

  // The resource of any other target, including 404 and 400; never null. Worker threads call this,
  // several at once. It may take long. An exception becomes a 500 with a generic text, and a line
  // in the log.
  virtual std::shared_ptr<Resource> make(std::string_view target) = 0;
};

}  // namespace server
