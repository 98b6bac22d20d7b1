#include "sources/folder_watch.h"

#include <sys/inotify.h>

#include <chrono>
#include <cstdint>
#include <string_view>
#include <system_error>
#include <utility>

namespace sources {
namespace {

constexpr std::chrono::milliseconds quiet_time{100};
constexpr std::uint32_t what_changes_a_file = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE;

}  // namespace

FolderWatch::FolderWatch(boost::asio::io_context& context, std::filesystem::path folder, std::function<void()> changed)
    : folder_(std::move(folder)), changed_(std::move(changed)), inotify_(context), quiet_(context) {
  watch_folders();
  inotify_.start([this](int, std::uint32_t, std::string_view) { wait(); });
}

// Watching a folder again changes nothing, so all are watched anew after each change.
void FolderWatch::watch_folders() {
  inotify_.watch(folder_, what_changes_a_file);
  std::error_code gone;  // a folder may go while it is listed
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_, gone)) {
    if (entry.is_directory(gone)) inotify_.watch(entry.path(), what_changes_a_file);
  }
}

void FolderWatch::wait() {
  quiet_.expires_after(quiet_time);
  quiet_.async_wait([this](boost::system::error_code cancelled) {
    if (cancelled) return;
    watch_folders();
    changed_();
  });
}

}  // namespace sources
