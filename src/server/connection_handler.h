// server/connection_handler.h - what happens on one connection, event by event: reading, answering in order, writing,
// ending.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "server/clock.h"
#include "server/connection.h"
#include "server/deadlines.h"
#include "server/request_handler.h"
#include "server/write_batch.h"

namespace server {

struct ConnectionHandlerLimits {
  std::size_t minimum_rate;              // bytes a second that a client must take on the average ...
  std::int64_t minimum_rate_after;       // ... once its socket has been full for so many milliseconds
  std::size_t linger_bytes = 64u << 10;  // read and thrown away after the last answer
};

// One loop's. Each call says whether the connection lives on; if not, the caller destroys it.
class ConnectionHandler {
 public:
  ConnectionHandler(ConnectionHandlerLimits limits, RequestHandler& responder, Deadlines& deadlines, Clock& clock,
                    Counters& counters, int events_descriptor);

  [[nodiscard]] bool on_events(Connection& connection, std::uint32_t events);
  // The origin's answer to its waiting head.
  [[nodiscard]] bool on_answer(Connection& connection, const std::shared_ptr<Resource>& resource);
  // Its state's time is over.
  [[nodiscard]] bool on_late(Connection& connection);
  // From now on a connection without a request is closed after a moment.
  void drain() noexcept { is_draining_ = true; }
  // The server ends: what was asked is answered, what is idle leaves.
  [[nodiscard]] bool on_drain(Connection& connection);
  // It is idle, and another one needs its place. It lives on where a request has come by now.
  [[nodiscard]] bool on_eviction(Connection& connection);
  // After one of these threw.
  void forget_batch() noexcept { batch_.clear(); }

 private:
  bool read(Connection& connection);
  void begin(Connection& connection);
  bool take(Connection& connection, std::string_view bytes, const OriginAnswer& said);
  std::size_t process_requests(Connection& connection, std::string_view bytes, OriginAnswer said);
  bool send_batch(Connection& connection);
  bool finish_turn(Connection& connection);
  bool continue_writing(Connection& connection);
  bool is_too_slow(const UnsentBytes& remainder) const;
  bool end(Connection& connection);
  bool linger(Connection& connection);

  ConnectionHandlerLimits limits_;
  RequestHandler& request_handler_;
  Deadlines& deadlines_;
  Clock& clock_;
  Counters& counters_;
  int events_descriptor_;
  bool is_draining_ = false;
  WriteBatch batch_;
  // Read into by all connections in turn, so that an idle one needs no buffer.
  std::vector<char> buffer_;
};

}  // namespace server
