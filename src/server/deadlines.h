// server/deadlines.h - when each connection must be done. All connections in one state have the same time for it, so
// each state is a queue, and a loop needs one timer.
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

  // Milliseconds for each state, `never` for as long as it takes.
  explicit Deadlines(const std::array<std::int64_t, state_count>& durations) : durations_(durations) {}

  // Puts the connection into a state, with all of that state's time before it.
  void enter(Connection& connection, State state, std::int64_t now);

  // Before its end.
  void leave(Connection& connection);
  // How many are in that state.
  std::size_t count(State state) const noexcept { return counts_[static_cast<std::size_t>(state)]; }

  // A connection whose time is over, null when there is none (any more).
  Connection* find_late(std::int64_t now);
  // Any connection in that state; null when there is none.
  Connection* first(State state);

  // How long it is in its state, in milliseconds.
  std::int64_t time_in_state(const Connection& connection, std::int64_t now) const;

  // When find_late() will find the next one.
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
