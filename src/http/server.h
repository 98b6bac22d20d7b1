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
  std::size_t minimum_rate = 500;  // bytes a second, on the average, while an answer waits for its client
  std::chrono::milliseconds minimum_rate_after{30000};  // from when on that is asked
  std::chrono::milliseconds linger_timeout{1000};  // for the client to read the last answer and close (RFC 9112, 9.6)
  std::chrono::milliseconds drain_timeout{10000};  // for answers under way, after stop()
  std::function<void(const std::string&)> log_error;  // one line each; called from any thread; may be empty
};

// Why it cannot listen: one line that names the address and says what would be right.
struct BindError {
  std::string message;
};

// Where it listens, once bound: "127.0.0.1:8080".
using Endpoints = std::vector<std::string>;

// Sums over all loops, since the start.
struct Totals {
  std::uint64_t accepted = 0;  // connections; open ones are those that are not closed
  std::uint64_t closed = 0;
  std::uint64_t requests = 0;      // answered by a resource or as OPTIONS
  std::uint64_t hits = 0;          // of them, from what was ready
  std::uint64_t misses = 0;        // of them, after asking the origin
  std::uint64_t not_modified = 0;  // 304
  std::uint64_t refused = 0;       // answered by the edge with a status of 400 or more
  std::uint64_t bytes_sent = 0;
};

class Server {
 public:
  // Starts the workers' threads. `origin` may be null: until replace() brings one, every answer is 503.
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

  // Any thread.
  Totals totals() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace http
