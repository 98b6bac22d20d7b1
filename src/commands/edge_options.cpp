#include "commands/edge_options.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "commands/public_url.h"
#include "http/handed_over.h"

namespace commands {

Result<http::Settings, std::string> to_settings(const EdgeOptions& options) {
  if (options.tls_certificate.has_value() != options.tls_key.has_value()) {
    return std::string("--tls-certificate and --tls-key go together; one file may hold both");
  }
  if (options.hsts && !options.tls_certificate) return std::string("--hsts goes with --tls-certificate");
  http::Settings settings;
  settings.handed_over = http::take_handed_over_sockets();
  if (!options.listen.empty() || !settings.handed_over.empty()) settings.listen = options.listen;
  settings.reuse_port = options.reuse_port;
  settings.tls_certificate = options.tls_certificate.value_or("");
  settings.tls_key = options.tls_key.value_or("");
  if (options.hsts) settings.hsts = std::chrono::seconds(*options.hsts);
  settings.threads = options.threads > 0 ? options.threads : std::max(1u, std::thread::hardware_concurrency());
  settings.max_connections = options.max_connections;
  settings.head_timeout = std::chrono::seconds(options.head_timeout);
  settings.idle_timeout = std::chrono::seconds(options.idle_timeout);
  settings.write_timeout = std::chrono::seconds(options.write_timeout);
  settings.drain_timeout = std::chrono::seconds(options.drain_seconds);
  return settings;
}

void raise_descriptor_limit(std::size_t connections) {
  constexpr std::size_t others = 100;  // files, loops, whoever asks the administration's port
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const auto wanted = std::min<rlim_t>(connections + others, limit.rlim_max);
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = wanted;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::string first_url(const http::Endpoints& endpoints, bool has_tls) {
  const auto found = std::find_if(endpoints.begin(), endpoints.end(),
                                  [](const std::string& text) { return !text.starts_with("unix:"); });
  if (found == endpoints.end()) return endpoints.front();
  const std::string url = default_public_url(*found);
  return has_tls ? "https" + url.substr(url.find(':')) : url;
}

}  // namespace commands
