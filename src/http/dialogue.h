// http/dialogue.h - what happens on one connection, event by event: reading, answering in order, writing, ending.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "http/clock.h"
#include "http/connection.h"
#include "http/deadlines.h"
#include "http/output.h"
#include "http/responder.h"

namespace http {

struct DialogueLimits {
  std::size_t minimum_rate;              // bytes a second that a client must take on the average ...
  std::int64_t minimum_rate_after;       // ... once its socket has been full for so many milliseconds
  std::size_t linger_bytes = 64u << 10;  // read and thrown away after the last answer
};

// One loop's. Each call says whether the connection lives on; if not, the caller destroys it.
class Dialogue {
 public:
  Dialogue(DialogueLimits limits, Responder& responder, Deadlines& deadlines, Clock& clock, Counters& counters,
           int events_descriptor);

  [[nodiscard]] bool on_events(Connection& connection, std::uint32_t events);
  // The origin's answer to its waiting head.
  [[nodiscard]] bool on_answer(Connection& connection, const std::shared_ptr<Resource>& resource);
  // Its state's time is over.
  [[nodiscard]] bool on_late(Connection& connection);
  // From now on whoever has not asked within a moment leaves.
  void part() noexcept { is_parting_ = true; }
  // The server ends: what was asked is answered, what is idle leaves.
  [[nodiscard]] bool on_parting(Connection& connection);
  // It is idle, and another one needs its place. It lives on where a request has come by now.
  [[nodiscard]] bool on_eviction(Connection& connection);
  // After one of these threw.
  void forget_batch() noexcept { batch_.clear(); }

 private:
  bool read(Connection& connection);
  void begin(Connection& connection);
  bool take(Connection& connection, std::string_view bytes, const std::shared_ptr<Resource>* given);
  std::size_t converse(Connection& connection, std::string_view bytes, const std::shared_ptr<Resource>* given);
  bool send_batch(Connection& connection);
  bool settle(Connection& connection);
  bool continue_writing(Connection& connection);
  bool is_too_slow(const Remainder& remainder) const;
  bool end(Connection& connection);
  bool linger(Connection& connection);

  DialogueLimits limits_;
  Responder& responder_;
  Deadlines& deadlines_;
  Clock& clock_;
  Counters& counters_;
  int events_descriptor_;
  bool is_parting_ = false;
  Batch batch_;
  // Read into by all connections in turn, so that an idle one needs no buffer.
  std::vector<char> buffer_;
};

}  // namespace http
