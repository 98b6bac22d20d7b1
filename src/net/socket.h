// net/socket.h - one connection's bytes, plain or through TLS: callers need not know which.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <memory>

struct iovec;

namespace net {

class TlsSession;

// Owns a non-blocking socket; closes it at its end. No call blocks or throws. TLS needs SIGPIPE to be ignored
// (tls_session.h).
class Socket {
 public:
  enum class Outcome : unsigned char {
    done,    // `bytes` were read or written
    later,   // not now: epoll will tell
    ended,   // the other side sends no more
    broken,  // reset, another error, or TLS has failed: its alert has been sent
  };
  struct Result {
    Outcome outcome;
    std::size_t bytes;
  };

  // A null session is a plain connection, which pays for the other kind with this pointer and a look at it.
  Socket(int descriptor, std::unique_ptr<TlsSession> session) noexcept;
  ~Socket();
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  int descriptor() const noexcept { return descriptor_; }
  bool is_secure() const noexcept { return session_ != nullptr; }
  // Whether a request can come. Not before a handshake is done, which receive() does.
  bool is_established() const noexcept;

  Result receive(char* buffer, std::size_t size) noexcept;
  // What is sent again after `later` begins with the same bytes, and is not less.
  Result send(iovec* pieces, std::size_t count) noexcept;

  // Whether receive() will say `later` the next time, as it gave less than it was asked for (epoll(7), "Do I need to
  // continuously read"). TLS gives a record at a time, so that less says nothing there.
  bool is_emptied_by(std::size_t received, std::size_t size) const noexcept {
    return session_ == nullptr && received < size;
  }
  // Whether reading may have waited for room to write: any event is a reason to read.
  bool reads_after_any_event() const noexcept { return session_ != nullptr; }

  void finish_sending() noexcept;  // close_notify and FIN after what was sent
  // After finish_sending(): as receive(), for bytes that are thrown away as they came.
  Result discard(char* buffer, std::size_t size) noexcept;
  void abort() noexcept;  // closing will drop what was not sent, and reset

 private:
  int descriptor_;
  std::unique_ptr<TlsSession> session_;
};

}  // namespace net
