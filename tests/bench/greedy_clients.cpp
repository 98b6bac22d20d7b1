// greedy_clients PORT COUNT TARGET - opens COUNT connections that send requests for TARGET as long as
// the socket takes them, and read nothing. Says "ready" when all are open and none has taken a byte for a second, and
// goes on until its standard input ends. Their own buffers are small, so that the kernel's memory is mostly the
// server's.

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "tests/bench/loopback_client.h"

int main(int count, char** arguments) {
  if (count != 4) return 2;
  const auto port = static_cast<std::uint16_t>(std::atoi(arguments[1]));
  const auto connections = static_cast<std::size_t>(std::atoi(arguments[2]));
  constexpr std::size_t requests_at_once = 100;
  std::string requests;
  for (std::size_t i = 0; i < requests_at_once; ++i) {
    requests.append("GET ").append(arguments[3]).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  }
  std::vector<int> greedy;
  std::vector<std::size_t> offsets(connections);  // into the requests: each connection goes on where it stopped
  const auto push = [&](std::size_t index) {
    bool took_some = false;
    while (true) {
      const std::size_t offset = offsets[index];
      const auto sent =
          send(greedy[index], requests.data() + offset, requests.size() - offset, MSG_DONTWAIT | MSG_NOSIGNAL);
      if (sent <= 0) return took_some;
      took_some = true;
      offsets[index] = (offset + static_cast<std::size_t>(sent)) % requests.size();
    }
  };
  for (std::size_t number = 0; number < connections; ++number) {
    const int connection = loopback::connect_to(port, (127u << 24) + (200u << 8) + 1);
    if (connection < 0) {
      std::cerr << "greedy_clients: cannot open connection " << number + 1 << " of " << connections << '\n';
      return 1;
    }
    constexpr int buffer_bytes = 4096;
    setsockopt(connection, SOL_SOCKET, SO_RCVBUF, &buffer_bytes, sizeof buffer_bytes);
    setsockopt(connection, SOL_SOCKET, SO_SNDBUF, &buffer_bytes, sizeof buffer_bytes);
    greedy.push_back(connection);
    push(number);
  }
  using Clock = std::chrono::steady_clock;
  bool is_ready = false;
  for (auto quiet_since = Clock::now();;) {
    bool took_some = false;
    for (std::size_t index = 0; index < connections; ++index) took_some = push(index) || took_some;
    if (took_some) quiet_since = Clock::now();
    if (!is_ready && Clock::now() - quiet_since > std::chrono::seconds(1)) {
      is_ready = true;
      std::cout << "ready\n" << std::flush;
    }
    pollfd input{STDIN_FILENO, POLLIN, 0};
    char byte = 0;
    if (poll(&input, 1, 50) > 0 && read(STDIN_FILENO, &byte, 1) <= 0) return 0;
  }
}
