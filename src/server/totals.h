// server/totals.h - the counts of all loops since the start, summed when they are asked for.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "server/counters.h"
#include "server/host_counts.h"

namespace server {

struct DurationTotals {
  std::array<std::uint64_t, Durations::bucket_count> buckets{};
  std::uint64_t microseconds = 0;  // the sum of all durations
};

struct Totals {
  struct Answers {
    std::size_t route;
    int status;  // 0: a status that is not in http/status.h
    std::uint64_t number;
  };

  std::uint64_t accepted = 0;  // connections; those that are not closed are open
  std::uint64_t closed = 0;
  std::uint64_t requests = 0;      // answered by a resource or as OPTIONS
  std::uint64_t options = 0;       // of these requests, OPTIONS
  std::uint64_t hits = 0;          // of these requests, answered from ready resources
  std::uint64_t misses = 0;        // of these requests, answered after asking the origin
  std::uint64_t not_modified = 0;  // 304
  std::uint64_t refused = 0;       // answered by the edge with a status of 400 or more
  std::uint64_t bytes_sent = 0;
  std::size_t waiting_loops = 0;  // now: loops that accept no connection because there is no room
  std::vector<Answers> answers;   // answers by resources; only those that occurred
  std::array<std::uint64_t, http::request_errors.size()> refusals{};  // by RequestError
  DurationTotals hit_durations;
  DurationTotals miss_durations;
  HostTotals pages;  // requests by the host of the page that made them; empty if they are not counted
};

Totals sum(const std::vector<const Counters*>& loops);

}  // namespace server
