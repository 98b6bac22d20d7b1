// tests/bench/loopback_client.h - the least of an HTTP client: one request on a connection, over loopback alone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace loopback {

// A connection to 127.0.0.1:`port` from `source`, an address in 127.0.0.0/8 as a number; -1 if that fails.
int connect_to(std::uint16_t port, std::uint32_t source);

inline constexpr std::string_view request =
    "GET /fragment?limit=10 HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n";

// Whether an answer's head and body are complete.
bool is_whole(const std::string& answer);

// Asks for the fragment and reads the whole answer. False: it was not 200, or there was none.
bool ask(int connection);

}  // namespace loopback
