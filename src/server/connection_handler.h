// server/connection_handler.h - handles the events of one connection: reads, answers in order,
// writes, ends.
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
  std::size_t minimum_rate;              // bytes a second, on average, that a client must take ...
  std::int64_t minimum_rate_after;       // ... after its socket has been full for this many milliseconds
  std::size_t linger_bytes = 64u << 10;  // read and discarded after the last answer
};

// Belongs to one loop. Each call returns whether the connection stays open. If not, the caller must
// destroy it.
class ConnectionHandler {
 public:
  ConnectionHandler(ConnectionHandlerLimits limits, RequestHandler& responder, Deadlines& deadlines, Clock& clock,
                    Counters& counters, int events_descriptor);

  [[nodiscard]] bool on_events(Connection& connection, std::uint32_t events);
  // The origin has answered the head that waits.
  [[nodiscard]] bool on_answer(Connection& connection, const std::shared_ptr<Resource>& resource);
  // The time for the connection's state is over.
  [[nodiscard]] bool on_late(Connection& connection);
  // From now on, a connection without a request is closed after a short wait.
  void drain() noexcept { is_draining_ = true; }
  // The server stops. Requests that have arrived are answered; idle connections are closed.
  [[nodiscard]] bool on_drain(Connection& connection);
  // The connection is idle, and another one needs its place. It stays if a request has arrived by
  // now.
  [[nodiscard]] bool on_eviction(Connection& connection);
  // Call it after one of these functions has thrown.
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
  // All connections read into it in turn, so an idle connection needs no buffer.
  std::vector<char> buffer_;
};

}  // namespace server
