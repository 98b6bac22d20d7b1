// server/settings.h - all settings of the edge, each with its default, unit and meaning.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fence.h"
#include "http/origin_list.h"
#include "http/response.h"
#include "server/access_record.h"

namespace server {

struct Settings {
  // ADDRESS:PORT, [IPv6]:PORT or unix:PATH. Port 0 means any free port.
  std::vector<std::string> listen = {"127.0.0.1:8080"};
  std::vector<int> handed_over;  // sockets that are already listening; the server owns them
  bool reuse_port = false;       // lets other processes of this user that set it too listen on the same ports
  std::string tls_certificate;   // a PEM file; "": no TLS; otherwise for all addresses except Unix sockets
  std::string tls_key;           // a PEM file
  std::string tls_ticket_key;    // a file of 80 bytes; "": random ones, for this process alone
  std::optional<std::chrono::seconds> hsts;  // RFC 6797: in every answer through TLS
  unsigned threads = 1;                      // loops, each with its own listening socket (SO_REUSEPORT)
  unsigned workers = 1;                      // threads that ask the origin and compress
  std::vector<http::Field> options_fields;   // in every answer to OPTIONS, with Allow
  std::vector<http::Field> error_fields;     // in every answer that the edge makes itself (400, 405, ...)
  // Makes the page that replaces such an answer if a client prefers HTML. Empty: there is no page.
  std::function<std::string(int status, std::string_view sentence)> error_page;
  std::size_t max_waiting_questions = 1000;             // those that wait for a worker; beyond this: 503
  std::size_t max_handshakes = 1000;                    // unfinished TLS handshakes; a new one closes the oldest
  std::size_t max_connections = 20000;                  // over all loops; at this number no more are accepted
  std::size_t cache_bytes = 32u << 20;                  // over all loops: for resources from Origin::make
  std::chrono::milliseconds head_timeout{10000};        // from a head's first byte to its last
  std::chrono::milliseconds idle_timeout{60000};        // between requests
  std::chrono::milliseconds write_timeout{30000};       // if the client takes no byte for this time
  std::chrono::milliseconds origin_timeout{30000};      // for Origin::make; after it, waiting requests get 503
  std::size_t minimum_rate = 500;                       // bytes a second, on average, while a client takes an answer
  std::chrono::milliseconds minimum_rate_after{30000};  // the rate is required after this time
  std::chrono::milliseconds linger_timeout{1000};  // for the client to read the last answer and close (RFC 9112, 9.6)
  std::chrono::milliseconds drain_timeout{10000};  // for answers in progress, after stop()
  std::function<void()> on_stopping;               // the first stop() calls it once, while everything is still served
  std::function<void(const std::string&)> log_error;  // one line each; any thread calls it; may be empty
  Fence* fence = nullptr;                             // for all threads; null: the server has its own
  LogAccess log_access;                               // empty: requests are not logged
  // If set, an answer to a request with an allowed Origin has Access-Control-Allow-Origin with it (Fetch Standard, CORS
  // protocol). The origin's answers must have `Vary: Origin` then. Null: the edge adds no such field.
  std::shared_ptr<const http::OriginList> allowed_origins;
  bool counts_hosts = false;   // counts requests by the host of Origin or Referer: Totals::pages
  std::string uncounted_host;  // our own, in lower case and without its port
};

}  // namespace server
