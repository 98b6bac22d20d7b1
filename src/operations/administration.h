// operations/administration.h - the administration port: /healthz, /readyz, /metrics, for machines that look after this
// one. No part of the site, and on an address that visitors do not reach.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "fence.h"
#include "operations/health.h"
#include "result.h"
#include "server/server.h"

namespace operations {

struct MonitoredServer {
  server::Server& server;  // the public one
  const Health& health;
  Fence& fence;
  std::vector<std::string> routes;  // names of the numbers in http::Response::route
  // Whether the port is shared with a program that is about to end, or take over.
  bool reuses_port = false;
  std::function<std::uint64_t()> dropped_log_lines;  // never empty
};

// An edge of its own, with one loop, rather than cpp-httplib's server: strict heads, limits and timeouts are there
// already, an idle client holds no thread, and --admin takes whatever --listen takes. Its answers say no-store, so that
// the edge keeps none.
class Administration {
 public:
  // Listens and answers from the call of start() on, in a thread of its own; until its end.
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
