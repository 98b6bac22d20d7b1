// server/host_counts.h
#include <doctest/doctest.h>

#include <string>

#include "server/host_counts.h"

using server::HostCounts;
using server::HostTotals;

namespace {

HostTotals totals_of(const HostCounts& counts) {
  HostTotals totals;
  counts.add_to(totals);
  return totals;
}

}  // namespace

TEST_CASE("host counts: invented names do not push out a host that was seen twice") {
  HostCounts counts;
  for (int request = 0; request < 2; ++request) counts.add("partner.example");
  for (int number = 0; number < 1000; ++number) counts.add("invented-" + std::to_string(number) + ".example");
  for (int request = 0; request < 3; ++request) counts.add("late.example");
  const auto totals = totals_of(counts);
  CHECK(totals.hosts.size() == HostCounts::max_hosts);
  CHECK(totals.hosts.at("partner.example") == 2);
  CHECK(totals.hosts.at("late.example") == 3);
  CHECK(totals.others == 1000 - 198);
}

TEST_CASE("host counts: when every name was seen twice, a new host is one of the others") {
  HostCounts counts;
  for (std::size_t number = 0; number < HostCounts::max_hosts; ++number) {
    for (int request = 0; request < 2; ++request) counts.add(std::to_string(number) + ".example");
  }
  counts.add("new.example");
  const auto totals = totals_of(counts);
  CHECK(totals.hosts.size() == HostCounts::max_hosts);
  CHECK(totals.hosts.count("new.example") == 0);
  CHECK(totals.others == 1);
}

TEST_CASE("host counts: of several loops' names the most frequent stay") {
  HostTotals totals;
  for (std::size_t number = 0; number < HostCounts::max_hosts; ++number) totals.hosts[std::to_string(number)] = 5;
  totals.hosts["frequent"] = 6;
  keep_most_frequent(totals);
  CHECK(totals.hosts.size() == HostCounts::max_hosts);
  CHECK(totals.hosts.at("frequent") == 6);
  CHECK(totals.others == 5);
}
