#include "commands/edge_options.h"

#include <sys/resource.h>

#include <algorithm>

#include "commands/public_url.h"
#include "net/systemd_sockets.h"

namespace commands {

server::Settings edge_settings(const ServeOptions& options) {
  auto settings = options.edge;
  settings.handed_over = net::take_systemd_sockets();
  if (!options.listen.empty() || !settings.handed_over.empty()) settings.listen = options.listen;
  settings.cache_bytes = edition_cache_bytes(options);
  return settings;
}

std::size_t edition_cache_bytes(const ServeOptions& options) { return (std::size_t{options.cache_mib} << 20) / 2; }

void raise_descriptor_limit(std::size_t connections) {
  constexpr std::size_t others = 100;  // files, loops, connections to the administration port
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const auto wanted = std::min<rlim_t>(connections + others, limit.rlim_max);
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = wanted;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::string first_url(const server::Endpoints& endpoints, bool has_tls) {
  const auto found = std::find_if(endpoints.begin(), endpoints.end(),
                                  [](const std::string& text) { return !text.starts_with("unix:"); });
  if (found == endpoints.end()) return endpoints.front();
  const std::string url = default_public_url(*found);
  return has_tls ? "https" + url.substr(url.find(':')) : url;
}

}  // namespace commands
