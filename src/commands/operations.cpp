#include "commands/operations.h"

#include <system_error>
#include <utility>

#include "operations/log.h"

namespace commands {
namespace {

std::optional<operations::AccessFormat> read_format(const std::string& name) {
  if (name == "common") return operations::AccessFormat::common;
  if (name == "json") return operations::AccessFormat::json;
  return std::nullopt;
}

}  // namespace

Result<std::unique_ptr<operations::AccessLog>, WrongOption> open_access_log(const OperationsOptions& options) {
  operations::AccessLogOptions log;
  for (const auto& text : options.trusted_proxies) {
    if (text == "unix:") {
      log.naming.trusts_unix_sockets = true;
      continue;
    }
    const auto network = operations::Network::read(text);
    if (!network) {
      return WrongOption{2, "--trusted-proxy is \"" + text +
                                "\"; it can be an address, a block of them such as 10.0.0.0/8 or 2001:db8::/32 (with "
                                "no bits behind its prefix), or unix:"};
    }
    log.naming.trusted_proxies.push_back(*network);
  }
  if (options.access_log == "off") return std::unique_ptr<operations::AccessLog>();
  const auto format = read_format(options.access_log);
  if (!format) {
    return WrongOption{2, "--access-log is \"" + options.access_log + "\"; it can be off, common or json"};
  }
  log.format = *format;
  log.file = options.access_log_file;
  log.naming.full_address = options.log_full_address;
  try {
    return std::make_unique<operations::AccessLog>(std::move(log));
  } catch (const std::system_error& error) {
    return WrongOption{1, std::string("the access log cannot be opened: ") + error.what()};
  }
}

Result<std::unique_ptr<operations::Administration>, WrongOption> open_administration(
    const OperationsOptions& options, const operations::Watched& watched) {
  const auto listen = options.admin.value_or(default_admin);
  if (listen.empty()) return std::unique_ptr<operations::Administration>();
  auto administration = std::make_unique<operations::Administration>(listen, watched);
  const auto endpoints = administration->start();
  if (endpoints.has_value()) {
    operations::log_info("administration at " + endpoints.value().front() + ": /healthz, /readyz, /metrics");
    return administration;
  }
  if (options.admin) return WrongOption{1, "--admin: " + endpoints.error().message};
  operations::log_warning("no administration port: " + endpoints.error().message + " (another: --admin ADDRESS:PORT)");
  return std::unique_ptr<operations::Administration>();
}

}  // namespace commands
