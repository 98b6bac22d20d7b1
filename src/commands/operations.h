// commands/operations.h - what `serve` opens for its operator: the access log and the administration port.
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

// Null: there is no administration port. If --admin is not given and default_admin is taken, a warning in the log says
// so: a second program on the same machine must not fail for a port that was not asked for. Error: --admin is given,
// and cannot be listened on.
Result<std::unique_ptr<operations::Administration>, std::string> open_administration(
    const ServeOptions& options, const operations::MonitoredServer& monitored);

}  // namespace commands
