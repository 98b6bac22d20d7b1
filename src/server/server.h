// server/server.h - the edge: event loops that read strict heads (RFC 9112) and answer from prepared bytes.
// Knows no news.
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

// Where it listens, once bound: "127.0.0.1:8080".
using Endpoints = std::vector<std::string>;

class Server {
 public:
  // Starts the workers' threads. `origin` may be null: until replace() brings one, every answer is 503.
  Server(Settings settings, const std::shared_ptr<Origin>& origin);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Listens, but accepts nothing yet. Error: one line that names the address and what is wrong with it.
  Result<Endpoints, net::Error> bind();

  // Serves on settings.threads threads, this one included, until stop() and the end of what is under way.
  void run();

  // Any thread. The new origin answers whatever is asked from now on.
  void replace(const std::shared_ptr<Origin>& origin);

  // Any thread but the loops'. Reads certificate and key again, for new connections; those that are made already
  // go on with what they have. Error: as bind(), and nothing has changed. Without TLS: does nothing.
  std::optional<net::Error> reload_certificate();

  // Any thread, not a signal handler. Calls on_stopping; no more accepting; idle connections close, running answers
  // finish with `Connection: close`, within drain_timeout.
  void stop();
  // Any thread, not a signal handler. Closes all connections at once.
  void stop_now();

  // Any thread.
  Totals totals() const;

  // Any thread but the loops'. Whether every loop comes round to its work within `limit`; those that have ended do.
  bool turns(std::chrono::milliseconds limit);

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace server
