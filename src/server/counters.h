// server/counters.h - a loop's counters. Only the loop writes them; any thread may read them. So
// counting costs one addition and no lock. Totals are summed over all loops when they are read.
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
  // Only the loop's own thread may call.
  void add(std::uint64_t number) noexcept { value_.store(value() + number, std::memory_order_relaxed); }
  // Any thread may call.
  std::uint64_t value() const noexcept { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_ = 0;
};

// The answers of one route, counted by the place of the status in the list (http/status.h). The
// last counter is for statuses that are not in the list.
using Answered = std::array<Counter, http::statuses.size() + 1>;
inline constexpr std::size_t max_routes = 32;

// Durations of answers in microseconds, counted in buckets by powers of two. Bucket i counts
// durations under 2^(first_exponent + i) that are not in the bucket before. The last bucket counts
// all longer ones.
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
  Counter requests;  // complete heads that were not refused
  Counter options;   // of these requests, OPTIONS
  Counter hits;      // of these requests, answered from ready resources
  Counter misses;    // of these requests, answered by the origin
  // Hits and misses by route.
  std::array<Answered, max_routes> answered;
  // Each request is charged the whole duration of its loop iteration, from epoll's event to the end
  // of the writes. So this is an upper bound. It costs two clock reads per iteration and no clock
  // read per request.
  Durations hit_durations;
  // From the head to the end of the write. Another thread answers these requests, so each reads the
  // clock.
  Durations miss_durations;
  Counter bytes_sent;
  std::array<Counter, http::request_errors.size()> refused;  // by RequestError
};

}  // namespace server
