// server/request_handler.h - makes the answer to a head: method, negotiation, conditions, tables.
// Knows no socket.
#pragma once

#include <boost/asio/io_context.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "fence.h"
#include "http/origin_list.h"
#include "http/request_head.h"
#include "least_recently_used.h"
#include "server/access_record.h"
#include "server/clock.h"
#include "server/connection.h"
#include "server/connection_limit.h"
#include "server/counters.h"
#include "server/error_responses.h"
#include "server/host_counts.h"
#include "server/origin.h"
#include "server/origin_answer.h"
#include "server/pending_requests.h"
#include "server/worker_pool.h"
#include "server/write_batch.h"

namespace server {

// Shared by all loops.
struct Shared {
  const ErrorResponses& answers;
  WorkerPool& origin_workers;  // ask the origin
  WorkerPool& compressors;     // compress the answers
  Fence& fence;
  const std::function<void(const std::string&)>& log_error;
  const LogAccess& log_access;
  const http::OriginList* allowed_origins;  // null: no field is added
  bool counts_hosts;
  const std::string& uncounted_host;
};

// Belongs to one loop.
class RequestHandler {
 public:
  // Called when the answer for a connection has arrived. Null if the origin failed.
  using Resume = std::function<void(Connection&, const std::shared_ptr<Resource>&)>;

  RequestHandler(const Shared& shared, const ConnectionLimit& connection_limit, std::size_t cache_bytes,
                 std::shared_ptr<Origin> origin, boost::asio::io_context& loop, Counters& counters, Resume resume);

  // Adds the answer to the batch. Or lets the connection wait for the origin and returns false.
  // `said` is the origin's answer for the head's target. Sets connection.ends if this is the last
  // answer.
  bool answer(Connection& connection, const http::RequestHead& head, const OriginAnswer& said, const Clock& clock,
              WriteBatch& batch);

  // Adds a refusal of `bytes`, which are faulty or too late. The connection ends.
  void refuse(Connection& connection, http::RequestError refusal, std::string_view bytes, bool with_body,
              const Clock& clock, WriteBatch& batch);

  // The connection no longer waits for the origin.
  static void forget(Connection& connection);

  void replace(std::shared_ptr<Origin> origin);
  const HostCounts& host_counts() const noexcept { return host_counts_; }
  void drain() noexcept { is_draining_ = true; }  // from now on, every answer is the last one of its connection

 private:
  const std::shared_ptr<Resource>* find(std::string_view target);
  void tell(Connection& connection, http::RequestError refusal, std::string_view bytes, bool with_body,
            ConnectionHeader ending, const Clock& clock, WriteBatch& batch, bool prefers_html = false);
  void add(const Connection& connection, const Representation& answer, bool with_body, ConnectionHeader ending,
           const Clock& clock, WriteBatch& batch);
  // Writes to the log if there is one. `began` is in microseconds of the clock.
  void log_request(Connection& connection, std::string_view head, int status, std::size_t bytes, std::int64_t began,
                   const Clock& clock) const;
  // Adds Access-Control-Allow-Origin if the request has an allowed Origin.
  void allow_origin(const http::RequestHead& head, WriteBatch& batch);
  void count_host(const http::RequestHead& head);
  void deliver(PendingRequest& pending, const std::shared_ptr<Resource>& resource);
  void compress(std::string_view target, const std::shared_ptr<Resource>& resource);

  Shared shared_;
  const ConnectionLimit& connection_limit_;
  std::shared_ptr<Origin> origin_;
  LeastRecentlyUsed<std::shared_ptr<Resource>> cache_;  // by target
  boost::asio::io_context& loop_;
  Counters& counters_;
  Resume resume_;
  PendingRequests pending_requests_;
  HostCounts host_counts_;
  std::deque<std::string> passing_lines_;  // until the batch is written
  bool is_draining_ = false;
};

}  // namespace server
