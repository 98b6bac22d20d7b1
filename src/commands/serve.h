// commands/serve.h - `latest-news serve`: serves the news over HTTP until a signal ends it.
#pragma once

#include <iosfwd>

#include "commands/serve_options.h"

namespace commands {

// When connections are accepted, writes one line with the URL to `out`. Exit status: 0 after
// SIGTERM or SIGINT, also after a second one, which ends the program at once; 1 if it cannot start,
// with the reason on `err`. At SIGHUP, reads news file, certificate and key again.
int run_serve(const ServeOptions& options, std::ostream& out, std::ostream& err);

}  // namespace commands
