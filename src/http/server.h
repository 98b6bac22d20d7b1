// http/server.h - the edge: event loops that read strict heads (RFC 9112) and answer from prepared bytes.
// Knows no news.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fence.h"
#include "http/access.h"
#include "http/answer.h"
#include "http/origin.h"
#include "http/totals.h"
#include "result.h"

namespace http {

struct Settings {
  // ADDRESS:PORT; [IPv6]:PORT; port 0: any free one; unix:PATH
  std::vector<std::string> listen = {"127.0.0.1:8080"};
  std::vector<int> handed_over;  // sockets that listen already; owned by the server
  bool reuse_port = false;       // lets another process of this user, that says so too, listen on the same ports
  std::string tls_certificate;   // PEM, a file; "": no TLS; else every address but Unix sockets has it
  std::string tls_key;           // PEM, a file
  std::optional<std::chrono::seconds> hsts;         // RFC 6797: of every answer through TLS
  unsigned threads = 1;                             // loops, each with its own listening socket (SO_REUSEPORT)
  unsigned workers = 1;                             // threads that ask the origin and compress
  std::vector<Field> options_fields;                // of every answer to OPTIONS, beside Allow
  std::vector<Field> error_fields;                  // of every answer that the edge makes itself (400, 405, ...)
  std::size_t max_waiting_questions = 1000;         // that wait for a worker; beyond: 503
  std::size_t max_handshakes = 1000;                // of TLS, unfinished; the oldest gives way to the next
  std::size_t max_connections = 20000;              // over all loops; at this number none is accepted
  std::size_t table_bytes = 32u << 20;              // over all loops: of resources that Origin::make made
  std::chrono::milliseconds head_timeout{10000};    // from a head's first byte to its last
  std::chrono::milliseconds idle_timeout{60000};    // between requests
  std::chrono::milliseconds write_timeout{30000};   // without a byte taken by the client
  std::chrono::milliseconds origin_timeout{30000};  // for Origin::make; then whoever waits is told 503
  std::size_t minimum_rate = 500;  // bytes a second, on the average, while an answer waits for its client
  std::chrono::milliseconds minimum_rate_after{30000};  // from when on that is asked
  std::chrono::milliseconds linger_timeout{1000};  // for the client to read the last answer and close (RFC 9112, 9.6)
  std::chrono::milliseconds drain_timeout{10000};  // for answers under way, after stop()
  std::function<void()> on_stopping;               // called once, by the first stop(), while all is served as before
  std::function<void(const std::string&)> log_error;  // one line each; called from any thread; may be empty
  Fence* fence = nullptr;                             // of all threads; null: one of the server's own
  LogAccess log_access;                               // empty: nothing of requests is written down
};

// Why it cannot listen: one line that names the address and says what would be right.
struct BindError {
  std::string message;
};

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
  Result<Endpoints, BindError> bind();

  // Serves on settings.threads threads, this one included, until stop() and the end of what is under way.
  void run();

  // Any thread. The new origin answers whatever is asked from now on.
  void replace(const std::shared_ptr<Origin>& origin);

  // Any thread but the loops'. Reads certificate and key anew, for connections from now on; those that are made already
  // go on with what they have. Error: as bind(), and nothing has changed. Without TLS: does nothing.
  std::optional<BindError> reload_certificate();

  // Any thread, not a signal handler. Calls on_stopping; no more accepting; idle connections close, running answers
  // finish with `Connection: close`, within drain_timeout.
  void stop();
  // Any thread, not a signal handler. Closes all connections at once.
  void stop_now();

  // Any thread.
  Totals totals() const;

  // Any thread. Whether workers are in the midst of something: the destructor waits for them.
  bool is_working() const;

  // Any thread but the loops'. Whether every loop comes round to its work within `limit`; those that have ended do.
  bool turns(std::chrono::milliseconds limit);

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace http
