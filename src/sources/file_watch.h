// sources/file_watch.h - tells when a file may have other bytes: written in place, replaced by a rename, or reached by
// other symbolic links, as Kubernetes does with a ConfigMap.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "sources/inotify.h"

namespace sources {

class FileWatch {
 public:
  // Calls `changed` on the context's thread: 100 ms after the last writer has closed the file or it was replaced; for
  // one that is written and kept open, when a second has passed without another write. Also once at the beginning, as
  // it may have changed before it was watched. The file, and folders on the
  // way to it, may be missing at times.
  // Throws std::system_error if the system refuses a watch.
  FileWatch(boost::asio::io_context& context, const std::filesystem::path& file, std::function<void()> changed);

 private:
  void watch_folders();
  void happened(int watch, std::uint32_t events, std::string_view name);
  void wait(std::chrono::milliseconds quiet);

  const std::filesystem::path file_;  // absolute
  const std::function<void()> changed_;
  Inotify inotify_;
  std::map<int, std::set<std::string>> names_;  // of each watched folder, those that matter
  boost::asio::steady_timer quiet_;
  boost::asio::steady_timer missing_;  // until folders that are missing are looked for again
};

}  // namespace sources
