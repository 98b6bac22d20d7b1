// commands/edge_options.h - makes the edge's settings from the options of `serve`: addresses,
// limits, TLS.
#pragma once

#include <cstddef>
#include <string>

#include "commands/serve_options.h"
#include "server/server.h"

namespace commands {

// Takes the sockets that are handed over (net/systemd_sockets.h). The edge gets half of the cache.
server::Settings edge_settings(const ServeOptions& options);

// The edition's half of the cache. The edge and the edition usually keep the same bytes, but not
// always.
std::size_t edition_cache_bytes(const ServeOptions& options);

// Allows as many descriptors as this number of connections needs, or as many as this user may have.
void raise_descriptor_limit(std::size_t connections);

// The URL of the first TCP endpoint; if all are Unix sockets, the first endpoint as written.
std::string first_url(const server::Endpoints& endpoints, bool has_tls);

}  // namespace commands
