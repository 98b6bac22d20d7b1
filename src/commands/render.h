// commands/render.h - `latest-news render`: makes any representation without a server.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "site/target.h"

namespace commands {

struct RenderOptions {
  std::string what;                 // one of render_names()
  std::optional<std::string> news;  // a file; without it, the bundled news
  std::optional<std::string> assets;
  std::string public_url = "http://127.0.0.1:8080";
  site::QueryFields query;
};

// The names of what can be rendered: "fragment", "embed", ...
std::vector<std::string> render_names();

// Exit status: 0; 1: the news file or the templates are at fault; 2: a parameter or the public URL
// is at fault.
int run_render(const RenderOptions& options, std::ostream& out, std::ostream& err);

}  // namespace commands
