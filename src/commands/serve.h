// commands/serve.h - `latest-news serve`: the news over HTTP until a signal ends it.
#pragma once

#include <iosfwd>

#include "commands/serve_options.h"

namespace commands {

// `out` gets one line with the URL, once connections are accepted. Exit status: 0 after SIGTERM or SIGINT, also after a
// second one, which ends at once; 1, with the reason on `err`, if it cannot start. SIGHUP reads the news file,
// certificate and key again.
int run_serve(const ServeOptions& options, std::ostream& out, std::ostream& err);

}  // namespace commands
