// good_requests PORT COUNT - asks COUNT times, each time on a new connection, one after the other, and prints the
// microseconds that the slowest took and the median, from connecting to the end of the answer.

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <vector>

#include "tests/bench/loopback_client.h"

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const auto port = static_cast<std::uint16_t>(std::atoi(arguments[1]));
  std::vector<long> times(static_cast<std::size_t>(std::atoi(arguments[2])));
  using Clock = std::chrono::steady_clock;
  for (long& time : times) {
    const auto began = Clock::now();
    const int connection = loopback::connect_to(port, (127u << 24) + 1);
    if (connection < 0 || !loopback::ask(connection)) {
      std::cerr << "good_requests: no answer\n";
      return 1;
    }
    time = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began).count();
    close(connection);
  }
  std::sort(times.begin(), times.end());
  std::cout << times.back() << ' ' << times[times.size() / 2] << '\n';
}
