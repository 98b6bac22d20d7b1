// sources/folder_watch.h - tells when something below a folder has changed, and is quiet again (inotify).
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <filesystem>
#include <functional>

#include "sources/inotify.h"

namespace sources {

class FolderWatch {
 public:
  // Calls `changed` on the context's thread, once for all changes that come within 100 ms of one another. Watches
  // folders that exist now or come later below `folder`.
  // Throws std::system_error if the system refuses a watch.
  FolderWatch(boost::asio::io_context& context, std::filesystem::path folder, std::function<void()> changed);

 private:
  void watch_folders();
  void wait();

  std::filesystem::path folder_;
  std::function<void()> changed_;
  Inotify inotify_;
  boost::asio::steady_timer quiet_;
};

}  // namespace sources
