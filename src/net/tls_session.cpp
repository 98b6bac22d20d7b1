#include "net/tls_session.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <new>

namespace net {
namespace {

constexpr std::size_t record_bytes = SSL3_RT_MAX_PLAIN_LENGTH;

// Returns the next bytes of the pieces, up to the size of a record. Contiguous bytes stay in place;
// others are copied to `space`.
class Gathering {
 public:
  Gathering(const iovec* pieces, std::size_t count) : piece_(pieces), end_(pieces + count) {}

  std::size_t next(char* space, const char*& bytes) {
    skip_empty();
    if (piece_ == end_) return 0;
    const std::size_t left = piece_->iov_len - used_;
    const auto* from = static_cast<const char*>(piece_->iov_base) + used_;
    if (left >= record_bytes) {
      bytes = from;
      return record_bytes;
    }
    bytes = space;
    std::size_t size = 0;
    std::size_t used = used_;
    for (const iovec* piece = piece_; piece != end_ && size < record_bytes; ++piece) {
      const std::size_t taken = std::min(record_bytes - size, piece->iov_len - used);
      if (taken > 0) std::memcpy(space + size, static_cast<const char*>(piece->iov_base) + used, taken);
      size += taken;
      used = 0;
    }
    return size;
  }

  void advance(std::size_t sent) {
    while (sent > 0) {
      const std::size_t taken = std::min(sent, piece_->iov_len - used_);
      used_ += taken;
      sent -= taken;
      skip_empty();
    }
  }

 private:
  void skip_empty() {
    while (piece_ != end_ && used_ == piece_->iov_len) {
      ++piece_;
      used_ = 0;
    }
  }

  const iovec* piece_;
  const iovec* end_;
  std::size_t used_ = 0;  // of the first piece
};

}  // namespace

std::unique_ptr<TlsSession> TlsSession::make(SSL_CTX* context, int descriptor) noexcept {
  SSL* ssl = SSL_new(context);
  const bool is_ready = ssl != nullptr && SSL_set_fd(ssl, descriptor) == 1;  // SSL_free() does not close the descriptor
  std::unique_ptr<TlsSession> session(is_ready ? new (std::nothrow) TlsSession(ssl) : nullptr);
  if (session == nullptr) {
    SSL_free(ssl);
    ERR_clear_error();
    return nullptr;
  }
  SSL_set_accept_state(ssl);
  return session;
}

TlsSession::~TlsSession() {
  finish_sending();
  SSL_free(ssl_);
}

bool TlsSession::is_established() const noexcept { return SSL_is_init_finished(ssl_) != 0; }

// Nothing: a signal interrupted the call. Repeat it.
std::optional<Socket::Outcome> TlsSession::explain(int result) noexcept {
  switch (SSL_get_error(ssl_, result)) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
      // OpenSSL also reports this after EINTR, and epoll would then report nothing.
      return errno == EINTR ? std::nullopt : std::optional(Socket::Outcome::later);
    case SSL_ERROR_ZERO_RETURN:
      return Socket::Outcome::ended;
    default:
      // An end without close_notify also comes here. A request that was cut off is not a request.
      ERR_clear_error();
      is_over_ = true;
      return Socket::Outcome::broken;
  }
}

Socket::Result TlsSession::receive(char* buffer, std::size_t size) noexcept {
  while (true) {
    ERR_clear_error();
    errno = 0;
    std::size_t received = 0;
    const int result = SSL_read_ex(ssl_, buffer, size, &received);
    if (result == 1) return {Socket::Outcome::done, received};
    if (const auto outcome = explain(result)) return {*outcome, 0};
  }
}

// After WANT_WRITE, OpenSSL keeps the encrypted record and expects the same bytes again. They may
// be at another address by then (SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER).
Socket::Result TlsSession::send(const iovec* pieces, std::size_t count) noexcept {
  std::array<char, record_bytes> space;
  Gathering gathering(pieces, count);
  std::size_t total = 0;
  while (true) {
    const char* bytes = nullptr;
    const std::size_t size = gathering.next(space.data(), bytes);
    if (size == 0) return {Socket::Outcome::done, total};
    ERR_clear_error();
    errno = 0;
    std::size_t sent = 0;
    const int result = SSL_write_ex(ssl_, bytes, size, &sent);
    if (result == 1) {
      total += sent;
      gathering.advance(sent);
      continue;
    }
    const auto outcome = explain(result);
    if (!outcome) continue;
    if (*outcome == Socket::Outcome::later && total > 0) return {Socket::Outcome::done, total};
    return {*outcome == Socket::Outcome::later ? *outcome : Socket::Outcome::broken, 0};
  }
}

void TlsSession::finish_sending() noexcept {
  if (is_over_ || !is_established()) return;
  is_over_ = true;
  ERR_clear_error();
  SSL_shutdown(ssl_);
  ERR_clear_error();
}

}  // namespace net
