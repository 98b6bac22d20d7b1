// net/error.h - why a socket, an address or a certificate cannot be used.
#pragma once

#include <string>

namespace net {

// One line. It names the address or the file, says what is wrong, and says what would be right.
struct Error {
  std::string message;
};

}  // namespace net
