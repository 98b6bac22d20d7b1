// tests/bench/floor_parts.h - what the floors share: prepared bytes and a listening socket.
#pragma once

#include <string>

namespace floor_parts {

// The bytes of a file; "" if it cannot be read.
std::string contents(const char* file);

// A socket that listens on 127.0.0.1; -1 if that fails.
int listen_on(const char* port);

}  // namespace floor_parts
