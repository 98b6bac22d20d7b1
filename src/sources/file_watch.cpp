#include "sources/file_watch.h"

#include <sys/inotify.h>

#include <system_error>
#include <utility>
#include <vector>

namespace sources {
namespace {

namespace filesystem = std::filesystem;

constexpr std::chrono::milliseconds after_the_end{100};
constexpr std::chrono::milliseconds after_a_write{1000};
constexpr std::chrono::milliseconds until_looked_again{500};
constexpr std::size_t max_links = 40;  // as the kernel (path_resolution(7))

constexpr std::uint32_t ends =
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF;

// Where something on the way from the root to the file can be another one tomorrow: the folder of the file itself, and
// of each symbolic link that leads to it, with the names in them.
std::map<filesystem::path, std::set<std::string>> places_on_the_way(const filesystem::path& file) {
  std::map<filesystem::path, std::set<std::string>> places;
  std::vector<std::string> rest;  // what is still to go, the next one last
  const auto go_on_with = [&rest](const filesystem::path& path) {
    std::vector<std::string> parts;
    for (const auto& part : path) parts.push_back(part.string());
    rest.insert(rest.end(), parts.rbegin(), parts.rend());
  };
  filesystem::path here = "/";
  go_on_with(file.relative_path());
  for (std::size_t links = 0; !rest.empty();) {
    const auto name = rest.back();
    rest.pop_back();
    const auto next = name == ".." ? here.parent_path() : name == "." || name.empty() ? here : here / name;
    std::error_code error;
    const bool is_link = filesystem::is_symlink(next, error) && ++links <= max_links;
    if (is_link || rest.empty()) places[here].insert(name);
    if (!is_link) {
      here = next;
      continue;
    }
    const auto target = filesystem::read_symlink(next, error);
    if (target.is_absolute()) here = "/";
    go_on_with(target.relative_path());
  }
  return places;
}

}  // namespace

FileWatch::FileWatch(boost::asio::io_context& context, const std::filesystem::path& file, std::function<void()> changed)
    : file_(filesystem::absolute(file)),
      changed_(std::move(changed)),
      inotify_(context),
      quiet_(context),
      missing_(context) {
  watch_folders();
  inotify_.start([this](int watch, std::uint32_t events, std::string_view name) { happened(watch, events, name); });
  wait(after_a_write);
}

// Watching a folder again changes nothing, so all are watched anew after each change.
void FileWatch::watch_folders() {
  bool is_missing = false;
  std::map<int, std::set<std::string>> names;
  for (const auto& [folder, some] : places_on_the_way(file_)) {
    const int number = inotify_.watch(folder, ends | IN_MODIFY);
    is_missing = is_missing || number < 0;
    if (number >= 0) names[number].insert(some.begin(), some.end());
  }
  names_ = std::move(names);
  if (!is_missing) return;
  // The folder's own folder is not watched: a look now and then is enough for what hardly ever happens.
  missing_.expires_after(until_looked_again);
  missing_.async_wait([this](boost::system::error_code cancelled) {
    if (cancelled) return;
    watch_folders();
    wait(after_the_end);
  });
}

void FileWatch::happened(int watch, std::uint32_t events, std::string_view name) {
  const bool lost_some = (events & IN_Q_OVERFLOW) != 0;
  const auto found = names_.find(watch);
  if (!lost_some && found == names_.end()) return;
  if (!lost_some && !name.empty() && !found->second.contains(std::string(name))) return;
  wait((events & IN_MODIFY) != 0 ? after_a_write : after_the_end);
}

void FileWatch::wait(std::chrono::milliseconds quiet) {
  quiet_.expires_after(quiet);
  quiet_.async_wait([this](boost::system::error_code cancelled) {
    if (cancelled) return;
    watch_folders();
    changed_();
  });
}

}  // namespace sources
