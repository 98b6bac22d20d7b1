#include "commands/progress.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <utility>

namespace commands {

std::function<void(std::size_t, std::size_t)> progress_on_terminal(const std::string& what) {
  if (isatty(STDERR_FILENO) == 0) return nullptr;
  using Clock = std::chrono::steady_clock;
  return [what, start = Clock::now(), last = Clock::time_point(), before = std::size_t{0}](std::size_t done,
                                                                                           std::size_t all) mutable {
    const auto now = Clock::now();
    if (std::exchange(before, done) >= done) start = now;  // this is the next edition's
    const bool was_shown = last > start;
    if (done == all && was_shown) {
      std::fputs("\r\x1b[K", stderr);
    } else if (now - start > std::chrono::seconds(1) && now - last > std::chrono::milliseconds(100)) {
      last = now;
      std::fprintf(stderr, "\r%s: %zu of %zu ", what.c_str(), done, all);
    }
  };
}

}  // namespace commands
