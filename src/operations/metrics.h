// operations/metrics.h - writes the numbers in the format of Prometheus (text format 0.0.4), with
// prometheus-cpp's core library.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "fence.h"
#include "operations/health.h"
#include "server/totals.h"

namespace operations {

// Requests to caches that were told of new editions.
struct Purges {
  std::uint64_t accepted;
  std::uint64_t given_up;
};

struct Measurements {
  server::Totals totals;
  std::vector<std::string> routes;  // their names, by number
  ReadyState state;
  std::int64_t now;      // seconds since 1970
  std::int64_t started;  // likewise
  std::uint64_t dropped_log_lines;
  const Fence& fence;
  std::optional<Purges> purges = {};  // without: no cache is told of new editions
};

inline constexpr const char* metrics_type = "text/plain; version=0.0.4; charset=utf-8";
std::string metrics_text(const Measurements& measurements);

}  // namespace operations
