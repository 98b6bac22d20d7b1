// server/origin.h - where the edge's answers come from. The edge knows no more of it than this.
#pragma once

#include <memory>
#include <string_view>

#include "server/resource.h"

namespace server {

// One immutable state of a site. Replaced as a whole (Server::replace); requests under way finish on
// the one that they began with.
class Origin {
 public:
  virtual ~Origin() = default;

  // The resource of a target that is ready, or null. `target` is in origin-form (RFC 9112, section 3.2.1),
  // as it was sent. Called by every loop at once: takes no lock, allocates nothing, never blocks. Points to
  // what lives as long as the origin does.
  virtual const std::shared_ptr<Resource>* find(std::string_view target) const noexcept = 0;

  // The resource of any other target, 404 and 400 included; never null. Called off the loops, by several
  // threads at once; may take long. What it throws becomes a 500 with a generic text, and a line in the log.
  virtual std::shared_ptr<Resource> make(std::string_view target) = 0;
};

}  // namespace server
