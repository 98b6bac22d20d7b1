// server/connection_limit.h - counts the connections of all loops, and the loops that wait for
// room.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>

namespace server {

// Any thread may call. Costs one atomic addition for each connection, and nothing for a request.
class ConnectionLimit {
 public:
  // leave() calls `on_room` if a loop is waiting.
  ConnectionLimit(std::size_t max, std::function<void()> on_room) : max_(max), on_room_(std::move(on_room)) {}

  bool try_enter() noexcept {
    if (count_.fetch_add(1) < max_) return true;
    count_.fetch_sub(1);
    return false;
  }
  void leave() {
    count_.fetch_sub(1);
    if (waiting_.load() > 0) on_room_();
  }

  // Between these two calls, on_room() is called. After begin_waiting(), check for room once more:
  // a connection may have left before.
  void begin_waiting() noexcept { waiting_.fetch_add(1); }
  void end_waiting() noexcept { waiting_.fetch_sub(1); }
  // True at most once a minute, so that a server that is full for a day does not fill the log.
  bool may_complain() noexcept {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    const auto minute = std::chrono::duration_cast<std::chrono::minutes>(now).count() + 1;
    auto last = complained_.load();
    return (last == 0 || minute > last + 1) && complained_.compare_exchange_strong(last, minute);
  }

  std::size_t waiting() const noexcept { return waiting_.load(); }
  bool has_room() const noexcept { return count_.load(std::memory_order_relaxed) < max_; }
  std::size_t max() const noexcept { return max_; }

 private:
  std::size_t max_;
  std::function<void()> on_room_;
  std::atomic<std::size_t> count_ = 0;
  std::atomic<std::size_t> waiting_ = 0;
  std::atomic<std::int64_t> complained_ = 0;  // the minute, from 1, of the last complaint
};

}  // namespace server
