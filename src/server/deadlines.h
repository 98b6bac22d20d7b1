// server/deadlines.h - the deadline of each connection. All connections in one state have the same
// time limit. So each state is a queue, and a loop needs only one timer.
#pragma once

#include <array>
#include <boost/intrusive/list.hpp>
#include <cstdint>
#include <limits>

#include "server/connection.h"

namespace server {

class Deadlines {
 public:
  static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

  // Milliseconds for each state. `never` means without a limit.
  explicit Deadlines(const std::array<std::int64_t, state_count>& durations) : durations_(durations) {}

  // Puts the connection into a state, with the full time of that state.
  void enter(Connection& connection, State state, std::int64_t now);

  // Call it before the connection is destroyed.
  void leave(Connection& connection);
  // The number of connections in that state.
  std::size_t count(State state) const noexcept { return counts_[static_cast<std::size_t>(state)]; }

  // A connection whose time is over. Null if there are no more.
  Connection* find_late(std::int64_t now);
  // Any connection in that state. Null if there is no such connection.
  Connection* first(State state);

  // The time since it entered its state, in milliseconds.
  std::int64_t time_in_state(const Connection& connection, std::int64_t now) const;

  // The time when find_late() will find the next connection.
  std::int64_t next() const;
  bool is_empty() const;

 private:
  using Queue = boost::intrusive::list<
      Connection,
      boost::intrusive::base_hook<boost::intrusive::list_base_hook<boost::intrusive::tag<ByDeadline>, AutoUnlink>>,
      boost::intrusive::constant_time_size<false>>;
  std::array<std::int64_t, state_count> durations_;
  std::array<Queue, state_count> queues_;
  std::array<std::size_t, state_count> counts_{};
};

}  // namespace server
