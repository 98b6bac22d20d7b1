// sources/watch.h - notices that a file, or anything below some folders, has changed, by asking for its status twice a
// second. The kernel's events (inotify) would be sooner, but network and overlay file systems, mounts and replaced
// folders higher up send none.
#pragma once

#include <sys/types.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>  // Boost.Asio 1.74 uses std::exchange without it
#include <vector>

namespace sources {

// What stat(2) says of a path, symbolic links followed. All but the path and the error are 0 if it fails.
struct PathState {
  std::string path;
  int error = 0;  // errno
  dev_t device = 0;
  ino_t inode = 0;
  mode_t mode = 0;
  off_t size = 0;
  std::int64_t modified = 0;  // nanoseconds since 1970
  std::int64_t changed = 0;   // likewise; also set by whatever keeps `modified` as it was

  bool operator==(const PathState&) const = default;
};

// Equal if nothing has changed in between. An error is a state too: neither function throws for one.
using Look = std::vector<PathState>;
Look look_at(const std::filesystem::path& file);
// Each of `folders`, and every file and folder below it. Links to folders are not followed.
Look look_below(const std::vector<std::filesystem::path>& folders);

class Watch {
 public:
  static constexpr std::chrono::milliseconds default_interval{500};
  static constexpr int quiet_looks = 2;

  // Calls `changed` on the context's thread when `quiet_looks` looks in a row equal one that differed from those
  // before: with the default interval, a file that is still being written is left alone unless its writer pauses for a
  // second. Also calls it once at the beginning, because the file may have changed before the first look. If `changed`
  // returns false or throws, it is called again after as many looks.
  // Looks never take more than 2 % of a thread's time: if one is slow, the next ones are rarer.
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
  bool is_due_ = true;  // `changed_` has to be called
  int equal_looks_ = 0;
};

}  // namespace sources
