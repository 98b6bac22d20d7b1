// server/host_counts.h - counts requests by the host of the page that made them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace server {

struct HostTotals {
  std::map<std::string, std::uint64_t, std::less<>> hosts;
  std::uint64_t others = 0;  // of hosts that came when there were max_hosts names
};

// Keeps names of hosts and numbers, nothing of a visitor.
class HostCounts {
 public:
  static constexpr std::size_t max_hosts = 200;

  // The loop's own thread calls it for each request, so the lock is free almost always.
  void add(std::string_view host);
  // Any thread may call. Adds the counts to `totals`.
  void add_to(HostTotals& totals) const;

 private:
  mutable std::mutex mutex_;
  HostTotals counts_;
};

// Keeps the max_hosts most frequent names; the rest are `others`.
void keep_most_frequent(HostTotals& totals);

}  // namespace server
