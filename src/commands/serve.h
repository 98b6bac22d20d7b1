// commands/serve.h - `latest-news serve`: the news over HTTP until a signal ends it.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "commands/edge_options.h"
#include "commands/operations.h"

namespace commands {

struct ServeOptions {
  std::optional<std::string> news;  // a file; else the bundled news
  EdgeOptions edge;
  std::optional<std::string> public_url;  // else made of the address that is listened on
  std::optional<std::string> assets;      // a folder with widget/ and static/, read anew at each change
  unsigned cache_mib = 32;                // of what was asked for beyond the prepared answers
  std::string log_level = "info";
  OperationsOptions operations;
};

// `out` gets one line with the URL, once connections are accepted. Status 0 after SIGTERM or SIGINT, also after a
// second one, which ends at once; SIGHUP reads the news file, certificate and key anew. Status 1, and one line
// on `err`, where it cannot start; 2 for an option that is wrong.
int run_serve(const ServeOptions& options, std::ostream& out, std::ostream& err);

}  // namespace commands
