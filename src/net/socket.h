// net/socket.h - one connection's bytes, plain or through TLS. Callers need not know which.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <memory>

struct iovec;

namespace net {

class TlsSession;

// Owns a non-blocking socket; the destructor closes it. No call blocks or throws. TLS requires that
// SIGPIPE is ignored (tls_session.h).
class Socket {
 public:
  enum class Outcome : unsigned char {
    done,    // `bytes` were read or written
    later,   // not now: epoll reports when
    ended,   // the other side has stopped sending
    broken,  // reset, another error, or TLS has failed and sent its alert
  };
  struct Result {
    Outcome outcome;
    std::size_t bytes;
  };

  // A null session means a plain connection. TLS costs a plain connection only this pointer and its
  // test.
  Socket(int descriptor, std::unique_ptr<TlsSession> session) noexcept;
  ~Socket();
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  int descriptor() const noexcept { return descriptor_; }
  bool is_secure() const noexcept { return session_ != nullptr; }
  // Whether a request can arrive. False until the TLS handshake is done. receive() does the
  // handshake.
  bool is_established() const noexcept;

  Result receive(char* buffer, std::size_t size) noexcept;
  // After `later`, the next call must begin with the same bytes and must not have fewer.
  Result send(iovec* pieces, std::size_t count) noexcept;

  // Whether the next receive() will return `later`, because the last one filled less than the
  // buffer (epoll(7), "Do I need to continuously read"). TLS returns one record at a time, so a
  // partly filled buffer says nothing there.
  bool is_emptied_by(std::size_t received, std::size_t size) const noexcept {
    return session_ == nullptr && received < size;
  }
  // With TLS, a read may have waited for room to write. So any event is a reason to read.
  bool reads_after_any_event() const noexcept { return session_ != nullptr; }

  void finish_sending() noexcept;  // sends close_notify and FIN after the sent bytes
  // Call it after finish_sending(). Like receive(), but the bytes will be thrown away: TLS is not
  // decoded.
  Result discard(char* buffer, std::size_t size) noexcept;
  void abort() noexcept;  // closing then drops unsent bytes and resets the connection

 private:
  int descriptor_;
  std::unique_ptr<TlsSession> session_;
};

}  // namespace net
