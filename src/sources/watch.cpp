#include "sources/watch.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <system_error>

namespace sources {
namespace {

namespace filesystem = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int pause_for_a_look = 50;  // the pause is this many times as long as the look took

std::int64_t to_nanoseconds(const timespec& time) { return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec; }

PathState state_of(const filesystem::path& path) {
  PathState state{.path = path.string()};
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0) {
    state.error = errno;
    return state;
  }
  state.device = status.st_dev;
  state.inode = status.st_ino;
  state.mode = status.st_mode;
  state.size = status.st_size;
  state.modified = to_nanoseconds(status.st_mtim);
  state.changed = to_nanoseconds(status.st_ctim);
  return state;
}

}  // namespace

Look look_at(const filesystem::path& file) { return {state_of(file)}; }

Look look_below(const std::vector<filesystem::path>& folders) {
  Look look;
  for (const auto& folder : folders) {
    look.push_back(state_of(folder));
    std::error_code error;  // for example, a folder is removed while it is listed
    const filesystem::recursive_directory_iterator end;
    for (filesystem::recursive_directory_iterator entry(folder, error); !error && entry != end;
         entry.increment(error)) {
      look.push_back(state_of(entry->path()));
    }
    if (error) look.push_back({.path = folder.string(), .error = error.value()});
  }
  std::sort(look.begin(), look.end(), [](const PathState& a, const PathState& b) { return a.path < b.path; });
  return look;
}

Watch::Watch(boost::asio::io_context& context, std::function<Look()> look, std::function<bool()> changed,
             std::chrono::milliseconds interval)
    : look_(std::move(look)), changed_(std::move(changed)), interval_(interval), timer_(context) {
  wait({});
}

void Watch::wait(Clock::duration time) {
  timer_.expires_after(time);
  timer_.async_wait([this](boost::system::error_code cancelled) {
    if (!cancelled) this->look();
  });
}

void Watch::look() {
  wait(interval_);  // first, so that there is a next look even if the code below throws
  const auto began = Clock::now();
  auto now = look_();
  if (const auto pause = pause_for_a_look * (Clock::now() - began); pause > interval_) wait(pause);
  if (now != last_) {
    last_ = std::move(now);
    is_due_ = true;
    equal_looks_ = 0;
  } else if (is_due_ && ++equal_looks_ >= quiet_looks) {
    equal_looks_ = 0;
    is_due_ = !changed_();
  }
}

}  // namespace sources
