// http/counters.h - what a loop counts. Each is written by its loop alone and may be read by any thread, so that
// counting costs an addition and no lock; whoever wants totals sums over the loops.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "http/refusal.h"

namespace http {

class Counter {
 public:
  // The loop's own thread.
  void add(std::uint64_t number) noexcept { value_.store(value() + number, std::memory_order_relaxed); }
  // Any thread.
  std::uint64_t value() const noexcept { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_ = 0;
};

struct Counters {
  Counter accepted;      // connections
  Counter closed;        // connections; open ones are the difference
  Counter requests;      // whole heads that were not refused
  Counter hits;          // answered from what was ready
  Counter misses;        // asked of the origin, or waiting for such an answer
  Counter not_modified;  // 304
  Counter bytes_sent;
  std::array<Counter, refusal_texts.size()> refused;  // by Refusal
};

}  // namespace http
