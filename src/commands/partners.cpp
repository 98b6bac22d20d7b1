#include "commands/partners.h"

#include <algorithm>
#include <cstdint>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <ostream>
#include <vector>

#include "commands/exit_status.h"
#include "sources/web.h"

namespace commands {
namespace {

struct Row {
  std::string host;
  std::string partner;
  std::string requests;
};

void print(const std::vector<Row>& rows, std::ostream& out) {
  std::size_t host = 0;
  std::size_t partner = 0;
  for (const auto& row : rows) {
    host = std::max(host, row.host.size());
    partner = std::max(partner, row.partner.size());
  }
  for (const auto& row : rows) {
    out << std::left << std::setw(static_cast<int>(host) + 2) << row.host << std::setw(static_cast<int>(partner) + 2)
        << row.partner << std::right << std::setw(10) << row.requests << '\n';
  }
}

}  // namespace

int run_partners(const std::string& admin, std::ostream& out, std::ostream& err) {
  const auto url = "http://" + admin + "/partners";
  const auto answer = sources::WebSource(url).fetch();
  if (answer.kind == sources::WebAnswer::Kind::failed) {
    err << "latest-news: " << answer.error
        << "\nlatest-news: --admin must be the administration port of a running server\n";
    return failure;
  }
  const auto read = nlohmann::json::parse(answer.body, nullptr, false);
  if (read.is_discarded() || !read.contains("hosts")) {
    err << "latest-news: " << url << ": this is no administration port of latest-news\n";
    return failure;
  }
  if (!read.value("counts_hosts", false)) {
    err << "latest-news: the server does not count hosts; set count-hosts = on\n";
    return failure;
  }
  std::vector<Row> rows{{"host", "partner", "requests"}};
  for (const auto& host : read.at("hosts")) {
    const auto partner = host.value("partner", "");
    rows.push_back({host.value("host", ""), partner.empty() ? "-" : partner,
                    std::to_string(host.value("requests", std::uint64_t{0}))});
  }
  if (const auto others = read.value("others", std::uint64_t{0}); others > 0) {
    rows.push_back({"(other hosts)", "-", std::to_string(others)});
  }
  print(rows, out);
  return success;
}

}  // namespace commands
