// commands/configuration.h - the configuration of `serve`: command line, environment and
// configuration file.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "commands/serve_options.h"
#include "result.h"

namespace commands {

// The first source that sets an option decides: the command line, then the environment, then the
// file.
struct Configuration {
  std::map<std::string, std::vector<std::string>, std::less<>> command_line;  // values by name: "head-timeout"
  std::vector<std::string> environment;  // "NAME=VALUE"; an empty value means that it is not set
  std::optional<std::string> file;       // if not given, LATEST_NEWS_CONFIG names it
};

// One line each. It says where the fault is, what is wrong, and what would be right.
using Faults = std::vector<std::string>;

// Opens only the configuration file. Error: all faults of all three sources, even in values that
// another source overrides.
Result<ServeOptions, Faults> read_configuration(const Configuration& configuration);

}  // namespace commands
