// sources/watch.h - notices changes of a file, or of anything below some folders. It reads their
// status twice a second. The kernel's events (inotify) would be faster. But network and overlay
// file systems, mounts, and replaced parent folders send no events.
#pragma once

#include <sys/types.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>  // Boost.Asio 1.74 uses std::exchange without including it
#include <vector>

namespace sources {

// The result of stat(2) for a path; symbolic links are followed. If it fails, all members except
// the path and the error are 0.
struct PathState {
  std::string path;
  int error = 0;  // errno
  dev_t device = 0;
  ino_t inode = 0;
  mode_t mode = 0;
  off_t size = 0;
  std::int64_t modified = 0;  // nanoseconds since 1970
  std::int64_t changed = 0;   // likewise; it also changes if a program resets `modified`

  bool operator==(const PathState&) const = default;
};

// Two looks are equal if nothing has changed between them. An error is also a state, so neither
// function throws for it.
using Look = std::vector<PathState>;
Look look_at(const std::filesystem::path& file);
// Looks at each of `folders`, and at every file and folder below it. Does not follow links to
// folders.
Look look_below(const std::vector<std::filesystem::path>& folders);

class Watch {
 public:
  static constexpr std::chrono::milliseconds default_interval{500};
  static constexpr int quiet_looks = 2;

  // Calls `changed` on the context's thread when `quiet_looks` looks in a row are equal, and differ
  // from those before. So with the default interval, a file that is still being written is left
  // alone, unless its writer pauses for a second.
  //
  // Also calls `changed` once at the beginning, because the file may have changed before the first
  // look. If `changed` returns false or throws, it is called again after the same number of looks.
  // Looks never take more than 2 % of a thread's time: after a slow look, the next ones are rarer.
  Watch(boost::asio::io_context& context, std::function<Look()> look, std::function<bool()> changed,
        std::chrono::milliseconds interval = default_interval);

 private:
  void wait(std::chrono::steady_clock::duration time);
  void look();

  const std::function<Look()> look_;
  const std::function<bool()> changed_;
  const std::chrono::milliseconds interval_;
  boost::asio::steady_timer timer_;
  Look last_;
  bool is_due_ = true;  // `changed_` must be called
  int equal_looks_ = 0;
};

}  // namespace sources
