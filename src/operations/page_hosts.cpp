#include "operations/page_hosts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace operations {

std::vector<PageHost> list_page_hosts(const server::HostTotals& totals,
                                      const std::function<std::string(const std::string&)>& partner_of) {
  std::vector<PageHost> hosts;
  for (const auto& [host, number] : totals.hosts) {
    hosts.push_back({host, partner_of ? partner_of(host) : std::string(), number});
  }
  std::stable_sort(hosts.begin(), hosts.end(),
                   [](const PageHost& a, const PageHost& b) { return a.requests > b.requests; });
  return hosts;
}

std::string page_hosts_json(bool counts_hosts, const std::vector<PageHost>& hosts, std::uint64_t others) {
  nlohmann::ordered_json json{
      {"counts_hosts", counts_hosts}, {"hosts", nlohmann::ordered_json::array()}, {"others", others}};
  for (const auto& host : hosts) {
    json["hosts"].push_back({{"host", host.host}, {"partner", host.partner}, {"requests", host.requests}});
  }
  return json.dump(2) + "\n";
}

}  // namespace operations
