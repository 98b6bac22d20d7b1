// sources/inotify.h - the kernel's news of files (inotify(7)), read on an io_context.
#pragma once

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>
#include <utility>  // Boost.Asio 1.74 uses std::exchange without it

namespace sources {

class Inotify {
 public:
  // Throws std::system_error if the system gives none.
  explicit Inotify(boost::asio::io_context& context);

  // Its number, by which events name it; the same at a second call. -1: there is no such file or folder.
  // Throws std::system_error if the system refuses the watch.
  int watch(const std::filesystem::path& path, std::uint32_t events);

  // Calls `happened` on the context's thread with each event from now on: the number of the watch, the events, and the
  // name in the watched folder, "" for the folder itself.
  using Happened = std::function<void(int watch, std::uint32_t events, std::string_view name)>;
  void start(Happened happened);

 private:
  void wait();

  boost::asio::posix::stream_descriptor events_;
  Happened happened_;
  alignas(8) std::array<char, 4096> buffer_{};
};

}  // namespace sources
