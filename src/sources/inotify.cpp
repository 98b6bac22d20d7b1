#include "sources/inotify.h"

#include <sys/inotify.h>

#include <boost/asio/buffer.hpp>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace sources {
namespace {

int open_inotify() {
  const int descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), "inotify");
  return descriptor;
}

}  // namespace

Inotify::Inotify(boost::asio::io_context& context) : events_(context, open_inotify()) {}

int Inotify::watch(const std::filesystem::path& path, std::uint32_t events) {
  const int number = inotify_add_watch(events_.native_handle(), path.c_str(), events);
  if (number < 0 && errno != ENOENT && errno != ENOTDIR) {
    throw std::system_error(errno, std::generic_category(), "cannot watch " + path.string());
  }
  return number;
}

void Inotify::start(Happened happened) {
  happened_ = std::move(happened);
  wait();
}

void Inotify::wait() {
  events_.async_read_some(boost::asio::buffer(buffer_), [this](boost::system::error_code error, std::size_t size) {
    if (error) return;  // the watch ends
    for (std::size_t at = 0; at + sizeof(inotify_event) <= size;) {
      inotify_event event{};
      std::memcpy(&event, buffer_.data() + at, sizeof event);
      const char* const name = buffer_.data() + at + sizeof event;
      happened_(event.wd, event.mask, event.len > 0 ? std::string_view(name) : std::string_view());
      at += sizeof event + event.len;
    }
    wait();
  });
}

}  // namespace sources
