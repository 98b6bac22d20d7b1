// commands/configuration.h - what `serve` is told on the command line, in the environment and in a configuration file.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "commands/serve_options.h"
#include "result.h"

namespace commands {

// The first of these that has an option decides it: the command line, the environment, the file.
struct Configuration {
  std::map<std::string, std::vector<std::string>, std::less<>> command_line;  // values by name: "head-timeout"
  std::vector<std::string> environment;                                       // "NAME=VALUE"; an empty value is none
  std::optional<std::string> file;                                            // else LATEST_NEWS_CONFIG names it
};

// One line each: where it is, what is wrong, and what would be right.
using Faults = std::vector<std::string>;

// Opens nothing but the configuration file. Error: every fault in all three, those in values that another one overrides
// too.
Result<ServeOptions, Faults> read_configuration(const Configuration& configuration);

}  // namespace commands
