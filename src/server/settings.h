// server/settings.h - everything that can be set about the edge: each with its default, unit and meaning.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fence.h"
#include "http/response.h"
#include "server/access_record.h"

namespace server {

struct Settings {
  // ADDRESS:PORT; [IPv6]:PORT; port 0: any free one; unix:PATH
  std::vector<std::string> listen = {"127.0.0.1:8080"};
  std::vector<int> handed_over;  // sockets that listen already; owned by the server
  bool reuse_port = false;       // lets another process of this user, that says so too, listen on the same ports
  std::string tls_certificate;   // PEM, a file; "": no TLS; else every address but Unix sockets has it
  std::string tls_key;           // PEM, a file
  std::optional<std::chrono::seconds> hsts;  // RFC 6797: of every answer through TLS
  unsigned threads = 1;                      // loops, each with its own listening socket (SO_REUSEPORT)
  unsigned workers = 1;                      // threads that ask the origin and compress
  std::vector<http::Field> options_fields;   // of every answer to OPTIONS, beside Allow
  std::vector<http::Field> error_fields;     // of every answer that the edge makes itself (400, 405, ...)
  // The page for people in the place of such an answer, if a client prefers HTML. Empty: there is none.
  std::function<std::string(int status, std::string_view sentence)> error_page;
  std::size_t max_waiting_questions = 1000;         // that wait for a worker; beyond: 503
  std::size_t max_handshakes = 1000;                // of TLS, unfinished; the oldest gives way to the next
  std::size_t max_connections = 20000;              // over all loops; at this number none is accepted
  std::size_t cache_bytes = 32u << 20;              // over all loops: of resources that Origin::make made
  std::chrono::milliseconds head_timeout{10000};    // from a head's first byte to its last
  std::chrono::milliseconds idle_timeout{60000};    // between requests
  std::chrono::milliseconds write_timeout{30000};   // without a byte taken by the client
  std::chrono::milliseconds origin_timeout{30000};  // for Origin::make; then waiting requests get 503
  std::size_t minimum_rate = 500;  // bytes a second, on the average, while an answer waits for its client
  std::chrono::milliseconds minimum_rate_after{30000};  // from when on that is asked
  std::chrono::milliseconds linger_timeout{1000};  // for the client to read the last answer and close (RFC 9112, 9.6)
  std::chrono::milliseconds drain_timeout{10000};  // for answers under way, after stop()
  std::function<void()> on_stopping;               // called once, by the first stop(), while all is served as before
  std::function<void(const std::string&)> log_error;  // one line each; called from any thread; may be empty
  Fence* fence = nullptr;                             // of all threads; null: one of the server's own
  LogAccess log_access;                               // empty: nothing of requests is written down
};

}  // namespace server
