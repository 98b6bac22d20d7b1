// server/pending_requests.h - one loop's questions to the origin that are under way: one for each target, however many
// wait.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/connection.h"
#include "server/origin.h"
#include "server/worker_pool.h"

namespace server {

// A new answer is compressed at a fast level by the worker that made it, before it is delivered, so that no cache keeps
// an uncompressed first one. That takes about as long as making it does. So it is left out while more questions than
// this wait for a worker: a flood of new queries is answered as fast as without compression, and the compression delays
// no question by more than these take, some milliseconds. What went out uncompressed then is compressed when it is
// asked for again, and a cache that stored it gets the compressed one when it asks whether that has changed.
inline constexpr std::size_t max_waiting_for_compression = 16;

struct PendingRequest {
  std::string target;
  std::shared_ptr<Origin> origin;
  Waiters waiters;
};

class PendingRequests {
 public:
  // Called on the loop's thread with each answer; null if the origin threw.
  using Deliver = std::function<void(PendingRequest&, std::shared_ptr<Resource>)>;
  using Log = std::function<void(const std::string&)>;

  // All of it outlives this, and this the work that it has submitted.
  PendingRequests(WorkerPool& origin_workers, boost::asio::io_context& loop, Deliver deliver, const Log& log_error);

  // False if too many wait already; else the connection is among the waiters.
  bool wait(Connection& connection, std::string_view target, const std::shared_ptr<Origin>& origin);

  // Pending requests are still answered; later requests for the same target ask again.
  void detach() { by_target_.clear(); }

 private:
  std::shared_ptr<Resource> ask(const PendingRequest& pending) const noexcept;
  void compress(Resource& resource, const std::string& target) const noexcept;

  WorkerPool& origin_workers_;
  boost::asio::io_context& loop_;
  Deliver deliver_;
  const Log& log_error_;
  std::unordered_map<std::string_view, std::shared_ptr<PendingRequest>> by_target_;  // keys point into the misses
};

}  // namespace server
