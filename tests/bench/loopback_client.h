// tests/bench/loopback_client.h - the least of an HTTP client: one request on a connection, over loopback alone.
#pragma once

#include <cstdint>

namespace loopback {

// A connection to 127.0.0.1:`port` from `source`, an address in 127.0.0.0/8 as a number; -1: not now.
int connect_to(std::uint16_t port, std::uint32_t source);

// Asks for the fragment and reads the whole answer. False: it was not 200, or did not come.
bool ask(int connection);

}  // namespace loopback
