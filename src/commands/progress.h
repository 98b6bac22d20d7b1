// commands/progress.h - shows the progress of long work on a terminal.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

namespace commands {

// Shows "WHAT: 12 of 340" on standard error if the work takes more than a second, and removes it at the end. Empty if
// standard error is no terminal. If `done` becomes smaller, new work has begun.
std::function<void(std::size_t done, std::size_t all)> progress_on_terminal(const std::string& what);

}  // namespace commands
