// commands/operations.h - opens what the operator of `serve` uses: the access log and the
// administration port.
#pragma once

#include <memory>
#include <string>

#include "commands/serve_options.h"
#include "fence.h"
#include "operations/access_log.h"
#include "operations/administration.h"
#include "result.h"

namespace commands {

// Null: there is no access log. Error: why its file cannot be opened.
Result<std::unique_ptr<operations::AccessLog>, std::string> open_access_log(const ServeOptions& options, Fence& fence);

// Null: there is no administration port. If --admin is not given and default_admin is in use, only
// a warning is logged: a second program on the same machine must not fail because of a port that
// the user did not ask for. Error: --admin is given, but the program cannot listen there.
Result<std::unique_ptr<operations::Administration>, std::string> open_administration(
    const ServeOptions& options, const operations::MonitoredServer& monitored);

}  // namespace commands
