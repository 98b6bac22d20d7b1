// commands/edge_options.h - what `serve` makes of its options about connections: where, how many, through what.
#pragma once

#include <cstddef>
#include <string>

#include "commands/serve_options.h"
#include "server/server.h"

namespace commands {

// Takes the sockets that are handed over (net/systemd_sockets.h), and half of the cache for the edge.
server::Settings edge_settings(const ServeOptions& options);

// The edition's half of the cache. What the edge and the edition remember are mostly the same bytes, but need not be.
std::size_t edition_cache_bytes(const ServeOptions& options);

// As many descriptors as that many connections need, or as many as this user may have.
void raise_descriptor_limit(std::size_t connections);

// The URL of the first TCP endpoint; if all are Unix sockets, the first endpoint as written.
std::string first_url(const server::Endpoints& endpoints, bool has_tls);

}  // namespace commands
