// floor PORT HEAD BODY - what the kernel allows: an epoll loop that reads requests and writes the bytes of two files,
// nothing else. It expects each head to be whole in one recv, as a load generator sends it.

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <string>
#include <string_view>

#include "tests/bench/floor_parts.h"

namespace {

void watch(int loop, int descriptor) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = descriptor;
  epoll_ctl(loop, EPOLL_CTL_ADD, descriptor, &event);
}

void answer(int connection, std::string& head, std::string& body) {
  std::array<char, 8192> buffer;
  const auto count = recv(connection, buffer.data(), buffer.size(), 0);
  if (count <= 0) {
    if (count == 0 || errno != EAGAIN) close(connection);
    return;
  }
  const std::string_view requests(buffer.data(), static_cast<std::size_t>(count));
  for (auto end = requests.find("\r\n\r\n"); end != std::string_view::npos; end = requests.find("\r\n\r\n", end + 4)) {
    const std::array<iovec, 2> parts{{{head.data(), head.size()}, {body.data(), body.size()}}};
    if (writev(connection, parts.data(), 2) < 0) return;
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 2;
  auto head = floor_parts::contents(arguments[2]);
  auto body = floor_parts::contents(arguments[3]);
  const int listener = floor_parts::listen_on(arguments[1]);
  if (listener < 0) return 1;
  const int loop = epoll_create1(0);
  watch(loop, listener);
  for (std::array<epoll_event, 128> events;;) {
    const int ready = epoll_wait(loop, events.data(), events.size(), -1);
    for (int number = 0; number < ready; ++number) {
      const int descriptor = events.at(static_cast<std::size_t>(number)).data.fd;
      if (descriptor != listener) {
        answer(descriptor, head, body);
      } else if (const int connection = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK); connection >= 0) {
        const int yes = 1;
        setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        watch(loop, connection);
      }
    }
  }
}
