#include "server/host_counts.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace server {

void HostCounts::add(std::string_view host) {
  const std::lock_guard lock(mutex_);
  auto& hosts = counts_.hosts;
  const auto known = hosts.find(host);
  if (known != hosts.end()) {
    ++known->second;
    return;
  }
  if (hosts.size() == max_hosts) {
    ++counts_.others;
    const auto once = std::find_if(hosts.begin(), hosts.end(), [](const auto& one) { return one.second == 1; });
    if (once == hosts.end()) return;
    hosts.erase(once);
  }
  hosts.emplace(host, 1);
}

void HostCounts::add_to(HostTotals& totals) const {
  const std::lock_guard lock(mutex_);
  for (const auto& [host, number] : counts_.hosts) totals.hosts[host] += number;
  totals.others += counts_.others;
}

void keep_most_frequent(HostTotals& totals) {
  std::vector<std::pair<std::uint64_t, std::string>> all;
  for (const auto& [host, number] : totals.hosts) all.emplace_back(number, host);
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t place = HostCounts::max_hosts; place < all.size(); ++place) {
    totals.others += all[place].first;
    totals.hosts.erase(all[place].second);
  }
}

}  // namespace server
