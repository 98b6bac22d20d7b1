#include "server/deadlines.h"

#include <algorithm>

namespace server {
namespace {

using Hook = boost::intrusive::list_base_hook<boost::intrusive::tag<ByDeadline>, AutoUnlink>;

}  // namespace

void Deadlines::enter(Connection& connection, State state, std::int64_t now) {
  const auto index = static_cast<std::size_t>(state);
  leave(connection);
  ++counts_[index];
  connection.state = state;
  connection.deadline = durations_[index] == never ? never : now + durations_[index];
  queues_[index].push_back(connection);
}

void Deadlines::leave(Connection& connection) {
  auto& hook = static_cast<Hook&>(connection);
  if (!hook.is_linked()) return;
  --counts_[static_cast<std::size_t>(connection.state)];
  hook.unlink();
}

Connection* Deadlines::find_late(std::int64_t now) {
  for (Queue& queue : queues_) {
    if (!queue.empty() && queue.front().deadline <= now) return &queue.front();
  }
  return nullptr;
}

Connection* Deadlines::first(State state) {
  Queue& queue = queues_[static_cast<std::size_t>(state)];
  return queue.empty() ? nullptr : &queue.front();
}

std::int64_t Deadlines::time_in_state(const Connection& connection, std::int64_t now) const {
  const auto duration = durations_[static_cast<std::size_t>(connection.state)];
  return duration == never ? never : now - (connection.deadline - duration);
}

std::int64_t Deadlines::next() const {
  std::int64_t earliest = never;
  for (const Queue& queue : queues_) {
    if (!queue.empty()) earliest = std::min(earliest, queue.front().deadline);
  }
  return earliest;
}

bool Deadlines::is_empty() const {
  return std::all_of(queues_.begin(), queues_.end(), [](const Queue& queue) { return queue.empty(); });
}

}  // namespace server
