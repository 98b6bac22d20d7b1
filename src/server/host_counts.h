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
  std::uint64_t others = 0;  // of all other hosts
};

// Keeps names of hosts and numbers, nothing of a visitor. At max_hosts names, a new host takes the place of one that
// was seen only once. So invented names do not push out real pages. Without such a name, the new host is one of the
// others.
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
