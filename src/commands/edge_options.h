// commands/edge_options.h - options of `serve` about connections: where, how many, for how long, through what.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "http/server.h"
#include "result.h"

namespace commands {

struct EdgeOptions {
  std::vector<std::string> listen;  // as http::Settings says; none: 127.0.0.1:8080, unless sockets are handed over
  bool reuse_port = false;
  std::optional<std::string> tls_certificate;  // both or none
  std::optional<std::string> tls_key;
  std::optional<unsigned> hsts;  // seconds
  unsigned threads = 0;          // loops; 0: as many as there are cores
  std::size_t max_connections = http::Settings().max_connections;
  unsigned head_timeout = 10;  // these in seconds
  unsigned idle_timeout = 60;
  unsigned write_timeout = 30;
  unsigned drain_seconds = 10;
};

// Takes the sockets that are handed over (http/handed_over.h). Error: options that do not go together.
Result<http::Settings, std::string> to_settings(const EdgeOptions& options);

// As many descriptors as that many connections need, or as many as this user may have.
void raise_descriptor_limit(std::size_t connections);

// What a visitor finds the first endpoint under which there is a URL by; the endpoint where there is none.
std::string first_url(const http::Endpoints& endpoints, bool has_tls);

}  // namespace commands
