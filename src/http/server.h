// http/server.h - the edge: event loops that read strict heads (RFC 9112) and answer from prepared bytes.
// Knows no news.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "http/answer.h"
#include "http/origin.h"
#include "result.h"

namespace http {

struct Settings {
  std::vector<std::string> listen = {"127.0.0.1:8080"};  // ADDRESS:PORT; [IPv6]:PORT; port 0: any free one
  unsigned threads = 1;                                  // loops, each with its own listening socket (SO_REUSEPORT)
  unsigned workers = 1;                                  // threads that ask the origin and compress
  std::vector<Field> options_fields;                     // of every answer to OPTIONS, beside Allow
  std::vector<Field> error_fields;                       // of every answer that the edge makes itself (400, 405, ...)
  std::size_t max_connections = 20000;                   // over all loops; at this number none is accepted
  std::size_t table_bytes = 32u << 20;                   // over all loops: of resources that Origin::make made
  std::chrono::milliseconds head_timeout{10000};         // from a head's first byte to its last
  std::chrono::milliseconds idle_timeout{60000};         // between requests
  std::chrono::milliseconds write_timeout{30000};        // without a byte taken by the client
  std::chrono::milliseconds drain_timeout{10000};        // for answers under way, after stop()
  std::function<void(const std::string&)> log_error;     // one line each; called from any thread; may be empty
};

// Why it cannot listen: one line that names the address and says what would be right.
struct BindError {
  std::string message;
};

// Where it listens, once bound: "127.0.0.1:8080".
using Endpoints = std::vector<std::string>;

class Server {
 public:
  Server(Settings settings, std::shared_ptr<Origin> origin);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Listens, but accepts nothing yet. Error: one line that names the address and what is wrong with it.
  Result<Endpoints, BindError> bind();

  // Serves on settings.threads threads, this one included, until stop() and the end of what is under way.
  void run();

  // Any thread. The new origin answers whatever is asked from now on.
  void replace(std::shared_ptr<Origin> origin);

  // Any thread, not a signal handler. No more accepting; idle connections close, running answers finish
  // with `Connection: close`, within drain_timeout.
  void stop();

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace http
