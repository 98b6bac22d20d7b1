// net/tls_session.h - one connection's TLS (RFC 8446, RFC 5246): OpenSSL on the connection's own descriptor.
// It writes with write(2): the program ignores SIGPIPE.
#pragma once

#include <openssl/types.h>

#include <cstddef>
#include <memory>
#include <optional>

#include "net/socket.h"

namespace net {

class TlsSession {
 public:
  // Null if there is no memory. Owns neither; the context may be replaced while this one goes on with it.
  static std::unique_ptr<TlsSession> make(SSL_CTX* context, int descriptor) noexcept;
  ~TlsSession();  // with a close_notify where one can be sent
  TlsSession(const TlsSession&) = delete;
  TlsSession& operator=(const TlsSession&) = delete;

  bool is_established() const noexcept;

  // The handshake at first, then what comes in the next record, or as much of it as there is room for.
  Socket::Result receive(char* buffer, std::size_t size) noexcept;
  // Gathers into records: RFC 8446, section 5.1, allows 2^14 bytes in one.
  Socket::Result send(const iovec* pieces, std::size_t count) noexcept;
  void finish_sending() noexcept;

 private:
  explicit TlsSession(SSL* ssl) noexcept : ssl_(ssl) {}

  std::optional<Socket::Outcome> explain(int result) noexcept;

  SSL* ssl_;
  bool is_over_ = false;  // no close_notify after an error, and none after another
};

}  // namespace net
