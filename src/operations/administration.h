// operations/administration.h - the administration port: /healthz, /readyz, /metrics, /partners, for machines
// that monitor this one, and the publisher's page at /. It is not part of the site, and visitors cannot reach its
// address.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "fence.h"
#include "http/response.h"
#include "operations/health.h"
#include "operations/metrics.h"
#include "result.h"
#include "server/server.h"

namespace operations {

struct MonitoredServer {
  server::Server& server;  // the public one
  const Health& health;
  Fence& fence;
  std::vector<std::string> routes;  // indexed by http::Response::route
  // Whether the port is shared with a program that is about to end, or about to take over.
  bool reuses_port = false;
  std::function<std::uint64_t()> dropped_log_lines;                     // never empty
  std::function<http::Response()> publisher_page;                       // at "/"; never empty. Any thread may call
  std::function<Purges()> purges = {};                                  // empty: no cache is told of new editions
  bool counts_hosts = false;                                            // of pages that show the news
  std::function<std::string(const std::string& host)> partner_of = {};  // "": no partner; empty: there are none
};

// A separate edge with one loop, not cpp-httplib's server. It already has strict heads, limits and
// timeouts, an idle client uses no thread, and --admin accepts all that --listen accepts. Its
// answers have no-store, so the edge does not keep them.
class Administration {
 public:
  // Listens. Answers from start() until its destruction, in its own thread.
  Administration(const std::string& listen, const MonitoredServer& monitored);
  ~Administration();
  Administration(const Administration&) = delete;
  Administration& operator=(const Administration&) = delete;

  Result<server::Endpoints, net::Error> start();

 private:
  Fence& fence_;
  server::Server server_;
  std::thread thread_;
};

}  // namespace operations
