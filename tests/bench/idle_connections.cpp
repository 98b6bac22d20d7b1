// idle_connections PORT COUNT CYCLE - opens COUNT connections, asks once on each, says "ready", and holds them until
// its standard input ends. CYCLE, from 0 to 99: other source addresses than before, whose ports may not be free again
// yet.

#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "tests/bench/loopback_client.h"

int main(int count, char** arguments) {
  if (count != 4) return 2;
  const auto port = static_cast<std::uint16_t>(std::atoi(arguments[1]));
  const auto connections = static_cast<std::uint32_t>(std::atoi(arguments[2]));
  const auto cycle = static_cast<std::uint32_t>(std::atoi(arguments[3]));
  constexpr std::uint32_t a_source = 5000;  // connections: a fifth of the ports that Linux gives out
  for (std::uint32_t number = 0; number < connections; ++number) {
    const std::uint32_t source = (127u << 24) + ((cycle + 1) << 8) + number / a_source + 1;
    const int connection = loopback::connect_to(port, source);
    if (connection < 0 || !loopback::ask(connection)) {
      std::cerr << "idle_connections: no answer on connection " << number + 1 << " of " << connections << '\n';
      return 1;
    }
  }
  std::cout << "ready\n" << std::flush;
  for (char byte = 0; read(STDIN_FILENO, &byte, 1) > 0;) {
  }
}
