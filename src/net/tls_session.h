// net/tls_session.h - TLS of one connection (RFC 8446, RFC 5246): OpenSSL on the connection's
// descriptor. It writes with write(2), so the program must ignore SIGPIPE.
#pragma once

#include <openssl/types.h>

#include <cstddef>
#include <memory>
#include <optional>

#include "net/socket.h"

namespace net {

class TlsSession {
 public:
  // Null if there is no memory. Does not own the context or the descriptor. If the context is
  // replaced, this session continues with the old one.
  static std::unique_ptr<TlsSession> make(SSL_CTX* context, int descriptor) noexcept;
  ~TlsSession();  // sends close_notify if it can
  TlsSession(const TlsSession&) = delete;
  TlsSession& operator=(const TlsSession&) = delete;

  bool is_established() const noexcept;

  // Does the handshake first. Then returns the bytes of the next record, as many as fit.
  Socket::Result receive(char* buffer, std::size_t size) noexcept;
  // Gathers the pieces into records. RFC 8446, section 5.1, allows 2^14 bytes in one.
  Socket::Result send(const iovec* pieces, std::size_t count) noexcept;
  void finish_sending() noexcept;

 private:
  explicit TlsSession(SSL* ssl) noexcept : ssl_(ssl) {}

  std::optional<Socket::Outcome> explain(int result) noexcept;

  SSL* ssl_;
  bool is_over_ = false;  // then no close_notify is sent: after an error, or if one was sent already
};

}  // namespace net
