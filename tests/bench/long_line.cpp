// long_line MILLISECONDS ONE OTHER - two network devices, ONE and OTHER (tun), and a line between them: what is sent
// into one comes out of the other after that time. Says "ready", and ends, with both devices, at the end of its
// standard input. Its packets are those of Ethernet. Needs root, and no module of the kernel, as tc's netem does.

#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <iostream>
#include <string>

namespace {

using Clock = std::chrono::steady_clock;

int make_device(const char* name) {
  const int device = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  ifreq request{};
  request.ifr_flags = IFF_TUN | IFF_NO_PI;
  std::strncpy(request.ifr_name, name, IFNAMSIZ - 1);
  return device >= 0 && ioctl(device, TUNSETIFF, &request) == 0 ? device : -1;
}

struct Packet {
  Clock::time_point due;
  std::string bytes;
};

struct Direction {
  int from;
  int to;
  std::deque<Packet> under_way;

  void take_in(std::chrono::milliseconds delay) {
    std::array<char, 2048> buffer;
    for (ssize_t size = 0; (size = read(from, buffer.data(), buffer.size())) > 0;) {
      under_way.push_back({Clock::now() + delay, std::string(buffer.data(), static_cast<std::size_t>(size))});
    }
  }

  void give_out() {
    for (const auto now = Clock::now(); !under_way.empty() && under_way.front().due <= now; under_way.pop_front()) {
      const auto& bytes = under_way.front().bytes;
      if (write(to, bytes.data(), bytes.size()) < 0) std::cerr << "long_line: a packet is lost\n";
    }
  }
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 2;
  const std::chrono::milliseconds delay(std::atoi(arguments[1]));
  const int one = make_device(arguments[2]);
  const int other = make_device(arguments[3]);
  if (one < 0 || other < 0) {
    std::cerr << "long_line: " << std::strerror(errno) << '\n';
    return 1;
  }
  std::array<Direction, 2> directions{{{one, other, {}}, {other, one, {}}}};
  std::cout << "ready\n" << std::flush;
  while (true) {
    std::array<pollfd, 3> entries{{{STDIN_FILENO, POLLIN, 0}, {one, POLLIN, 0}, {other, POLLIN, 0}}};
    const bool is_quiet = directions[0].under_way.empty() && directions[1].under_way.empty();
    poll(entries.data(), entries.size(), is_quiet ? -1 : 1);
    char byte = 0;
    if (entries[0].revents != 0 && read(STDIN_FILENO, &byte, 1) <= 0) return 0;
    for (Direction& direction : directions) {
      direction.take_in(delay);
      direction.give_out();
    }
  }
}
