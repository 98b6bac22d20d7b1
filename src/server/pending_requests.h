// server/pending_requests.h - one loop's questions to the origin. There is one question for each
// target, however many requests wait for it.
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

// The worker that makes an answer also compresses it at a fast level, before the answer is
// delivered. So no cache keeps an uncompressed first answer. This takes about as long as making the
// answer.
//
// If more than this number of questions wait for a worker, the worker does not compress. So a flood
// of new queries is answered as fast as without compression. Compression delays a question at most
// by the time for this number of answers: some milliseconds. An answer that was sent uncompressed
// is compressed when it is asked for again. A cache that stored it gets the compressed one when it
// revalidates.
inline constexpr std::size_t max_waiting_for_compression = 16;

struct PendingRequest {
  std::string target;
  std::shared_ptr<Origin> origin;
  Waiters waiters;
};

class PendingRequests {
 public:
  // The loop's thread calls this with each answer. Null if the origin threw.
  using Deliver = std::function<void(PendingRequest&, std::shared_ptr<Resource>)>;
  using Log = std::function<void(const std::string&)>;

  // The arguments must outlive this object. This object must outlive the work that it has
  // submitted.
  PendingRequests(WorkerPool& origin_workers, boost::asio::io_context& loop, Deliver deliver, const Log& log_error);

  // False if too many questions wait already. Otherwise the connection now waits.
  bool wait(Connection& connection, std::string_view target, const std::shared_ptr<Origin>& origin);

  // Pending requests still get their answer. Later requests for the same target ask again.
  void detach() { by_target_.clear(); }

 private:
  std::shared_ptr<Resource> ask(const PendingRequest& pending) const noexcept;
  void compress(Resource& resource, const std::string& target) const noexcept;

  WorkerPool& origin_workers_;
  boost::asio::io_context& loop_;
  Deliver deliver_;
  const Log& log_error_;
  std::unordered_map<std::string_view, std::shared_ptr<PendingRequest>> by_target_;  // keys point into the requests
};

}  // namespace server
