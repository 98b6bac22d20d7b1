#include "sources/folder_watch.h"

#include <sys/inotify.h>

#include <boost/asio/buffer.hpp>
#include <cerrno>
#include <chrono>
#include <system_error>

namespace sources {
namespace {

constexpr std::chrono::milliseconds quiet_time{100};
constexpr std::uint32_t what_changes_a_file = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE;

int open_inotify() {
  const int descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), "inotify");
  return descriptor;
}

}  // namespace

FolderWatch::FolderWatch(boost::asio::io_context& context, std::filesystem::path folder, std::function<void()> changed)
    : folder_(std::move(folder)), changed_(std::move(changed)), events_(context, open_inotify()), quiet_(context) {
  watch_folders();
  wait();
}

// Watching a folder again changes nothing, so all are watched anew after each change.
void FolderWatch::watch_folders() {
  const auto watch = [&](const std::filesystem::path& path) {
    if (inotify_add_watch(events_.native_handle(), path.c_str(), what_changes_a_file) < 0 && errno != ENOENT) {
      throw std::system_error(errno, std::generic_category(), "cannot watch " + path.string());
    }
  };
  watch(folder_);
  std::error_code gone;  // a folder may go while it is listed
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_, gone)) {
    if (entry.is_directory(gone)) watch(entry.path());
  }
}

void FolderWatch::wait() {
  events_.async_read_some(boost::asio::buffer(buffer_), [this](boost::system::error_code error, std::size_t) {
    if (error) return;  // the watch ends
    quiet_.expires_after(quiet_time);
    quiet_.async_wait([this](boost::system::error_code cancelled) {
      if (cancelled) return;
      watch_folders();
      changed_();
    });
    wait();
  });
}

}  // namespace sources
