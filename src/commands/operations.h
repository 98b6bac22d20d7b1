// commands/operations.h - the options of `serve` for whoever runs it: what is written down of requests, and the
// administration port.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/server.h"
#include "operations/access_log.h"
#include "operations/administration.h"
#include "operations/health.h"
#include "result.h"

namespace commands {

struct OperationsOptions {
  // ADDRESS:PORT; "": none. Not said: default_admin, if nobody else has that.
  std::optional<std::string> admin;
  std::string access_log = "off";  // off, common, json
  std::string access_log_file;     // "": standard output
  bool log_full_address = false;
  std::vector<std::string> trusted_proxies;  // CIDR, an address, or "unix:"
};

inline constexpr const char* default_admin = "127.0.0.1:9090";

struct WrongOption {
  int status;  // the program's: 1 what the system refuses, 2 a wrong option
  std::string message;
};

// Null where it is off.
Result<std::unique_ptr<operations::AccessLog>, WrongOption> open_access_log(const OperationsOptions& options);

// Null where there is none. Whoever did not ask for the port is told in the log that it is taken, and served without
// it: a second program on the same machine must not fail for what nobody asked for.
Result<std::unique_ptr<operations::Administration>, WrongOption> open_administration(
    const OperationsOptions& options, const operations::Watched& watched);

}  // namespace commands
