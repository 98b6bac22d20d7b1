// operations/page_hosts.h - the hosts whose pages show the news, for people and programs.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "server/host_counts.h"

namespace operations {

struct PageHost {
  std::string host;
  std::string partner;  // its name in the configuration; ""
  std::uint64_t requests;
};

// The most frequent host first. `partner_of` may be empty.
std::vector<PageHost> list_page_hosts(const server::HostTotals& totals,
                                      const std::function<std::string(const std::string& host)>& partner_of);

// {"counts_hosts": true, "hosts": [{"host", "partner", "requests"}], "others": 0}
std::string page_hosts_json(bool counts_hosts, const std::vector<PageHost>& hosts, std::uint64_t others);

}  // namespace operations
