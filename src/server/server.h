// server/server.h - the edge: event loops that read strict heads (RFC 9112) and answer from
// prepared bytes. It knows nothing about news.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fence.h"
#include "net/error.h"
#include "result.h"
#include "server/origin.h"
#include "server/settings.h"
#include "server/totals.h"

namespace server {

// The addresses where it listens, known after bind(): "127.0.0.1:8080".
using Endpoints = std::vector<std::string>;

class Server {
 public:
  // Starts the workers' threads. `origin` may be null. Then every answer is 503 until replace()
  // brings one.
  Server(Settings settings, const std::shared_ptr<Origin>& origin);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Listens, but does not accept yet. Error: one line that names the address and what is wrong with
  // it.
  Result<Endpoints, net::Error> bind();

  // Serves on settings.threads threads, including this one. Returns after stop(), when all work is
  // done.
  void run();

  // Any thread may call. The new origin answers all requests from now on.
  void replace(const std::shared_ptr<Origin>& origin);

  // Any thread except the loops' may call. Reads certificate and key again, for new connections.
  // Existing connections keep theirs. Error: as for bind(); then nothing has changed. Does nothing
  // without TLS.
  std::optional<net::Error> reload_certificate();

  // Any thread may call, but not a signal handler. Calls on_stopping and accepts no more
  // connections. Idle connections are closed. Answers in progress finish with `Connection: close`,
  // within drain_timeout.
  void stop();
  // Any thread may call, but not a signal handler. Closes all connections at once.
  void stop_now();

  // Any thread may call.
  Totals totals() const;

  // Any thread except the loops' may call. Whether every loop starts new work within `limit`. A
  // loop that has ended counts as one that does.
  bool turns(std::chrono::milliseconds limit);

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace server
