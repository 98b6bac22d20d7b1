// server/counters.h - what a loop counts. Each is written by its loop alone and may be read by any thread, so that
// counting costs an addition and no lock. Totals are summed over the loops when they are read.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "http/request_error.h"
#include "http/status.h"

namespace server {

class Counter {
 public:
  // The loop's own thread.
  void add(std::uint64_t number) noexcept { value_.store(value() + number, std::memory_order_relaxed); }
  // Any thread.
  std::uint64_t value() const noexcept { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_ = 0;
};

// What one route answered, by the place of the status in the list (http/status.h); the last is any that is not listed.
using Answered = std::array<Counter, http::statuses.size() + 1>;
inline constexpr std::size_t max_routes = 32;

// How long answers took, in microseconds, by powers of two: bucket i counts those under 2^(first_exponent + i), which
// are not in the one before; the last one all that took longer.
struct Durations {
  static constexpr unsigned first_exponent = 4;  // 16 microseconds
  static constexpr unsigned last_exponent = 24;  // 17 seconds
  static constexpr std::size_t bucket_count = last_exponent - first_exponent + 2;

  std::array<Counter, bucket_count> buckets;
  Counter sum;

  void add(std::uint64_t microseconds, std::uint64_t number) noexcept {
    const auto exponent = static_cast<unsigned>(std::bit_width(microseconds));
    buckets[std::clamp(exponent, first_exponent, last_exponent + 1) - first_exponent].add(number);
    sum.add(microseconds * number);
  }
};

struct Counters {
  Counter accepted;  // connections
  Counter closed;    // connections; open ones are the difference
  Counter requests;  // whole heads that were not refused
  Counter options;   // of them, OPTIONS
  Counter hits;      // of them, answered from what was ready
  Counter misses;    // of them, answered by the origin
  // Hits and misses by route.
  std::array<Answered, max_routes> answered;
  // Each request is charged the whole duration of its loop iteration, from epoll's event to the end of the writes. It
  // is an upper bound, with two clock reads per iteration and none per request.
  Durations hit_durations;
  // From the head to the end of the write. Each of these requests reads the clock: another thread has answered it.
  Durations miss_durations;
  Counter bytes_sent;
  std::array<Counter, http::request_errors.size()> refused;  // by Refusal
};

}  // namespace server
