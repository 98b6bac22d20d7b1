// http/socket.h - one connection's bytes, plain: what a TLS socket would have to offer beside it.
#pragma once

#include <sys/types.h>

#include <cstddef>

struct iovec;

namespace http {

// Owns a non-blocking socket; closes it at its end. No call blocks, raises SIGPIPE or throws.
class Socket {
 public:
  enum class Outcome : unsigned char {
    done,    // `bytes` were read or written
    later,   // not now: epoll will tell
    ended,   // the other side sends no more
    broken,  // reset, or another error: close
  };
  struct Result {
    Outcome outcome;
    std::size_t bytes;
  };

  explicit Socket(int descriptor) noexcept : descriptor_(descriptor) {}
  ~Socket();
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  int descriptor() const noexcept { return descriptor_; }
  Result receive(char* buffer, std::size_t size) noexcept;
  Result send(iovec* pieces, std::size_t count) noexcept;
  void finish_sending() noexcept;  // FIN after what was sent
  void abort() noexcept;           // closing will drop what was not sent, and reset

 private:
  int descriptor_;
};

}  // namespace http
