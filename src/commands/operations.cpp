#include "commands/operations.h"

#include <system_error>
#include <utility>

#include "operations/log.h"

namespace commands {
Result<std::unique_ptr<operations::AccessLog>, std::string> open_access_log(const ServeOptions& options, Fence& fence) {
  if (!options.access_format) return std::unique_ptr<operations::AccessLog>();
  auto log = options.access_log;
  log.format = *options.access_format;
  try {
    return std::make_unique<operations::AccessLog>(std::move(log), fence);
  } catch (const std::system_error& error) {
    return std::string("the access log cannot be opened: ") + error.what();
  }
}

Result<std::unique_ptr<operations::Administration>, std::string> open_administration(
    const ServeOptions& options, const operations::MonitoredServer& monitored) {
  const auto listen = options.admin.value_or(default_admin);
  if (listen.empty()) return std::unique_ptr<operations::Administration>();
  auto administration = std::make_unique<operations::Administration>(listen, monitored);
  const auto endpoints = administration->start();
  if (endpoints.has_value()) {
    operations::log_info("administration at " + endpoints.value().front() +
                         ": /healthz, /readyz, /metrics, and / for the publisher");
    return administration;
  }
  if (options.admin) return "--admin: " + endpoints.error().message;
  operations::log_warning("no administration port: " + endpoints.error().message + " (another: --admin ADDRESS:PORT)");
  return std::unique_ptr<operations::Administration>();
}

}  // namespace commands
