#include "net/socket.h"

#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "net/tls_session.h"

namespace net {
namespace {

Socket::Result judge(ssize_t result) noexcept {
  if (result >= 0) return {Socket::Outcome::done, static_cast<std::size_t>(result)};
  return {errno == EAGAIN || errno == EWOULDBLOCK ? Socket::Outcome::later : Socket::Outcome::broken, 0};
}

}  // namespace

Socket::Socket(int descriptor, std::unique_ptr<TlsSession> session) noexcept
    : descriptor_(descriptor), session_(std::move(session)) {}

Socket::~Socket() {
  session_.reset();  // sends close_notify
  ::close(descriptor_);
}

bool Socket::is_established() const noexcept { return session_ == nullptr || session_->is_established(); }

Socket::Result Socket::receive(char* buffer, std::size_t size) noexcept {
  return session_ == nullptr ? discard(buffer, size) : session_->receive(buffer, size);
}

Socket::Result Socket::discard(char* buffer, std::size_t size) noexcept {
  ssize_t result = 0;
  do {
    result = ::recv(descriptor_, buffer, size, 0);
  } while (result < 0 && errno == EINTR);
  if (result == 0) return {Outcome::ended, 0};
  return judge(result);
}

Socket::Result Socket::send(iovec* pieces, std::size_t count) noexcept {
  if (session_ != nullptr) return session_->send(pieces, count);
  msghdr message{};
  message.msg_iov = pieces;
  message.msg_iovlen = count;
  ssize_t result = 0;
  do {
    result = ::sendmsg(descriptor_, &message, MSG_NOSIGNAL);
  } while (result < 0 && errno == EINTR);
  return judge(result);
}

void Socket::finish_sending() noexcept {
  if (session_ != nullptr) session_->finish_sending();
  ::shutdown(descriptor_, SHUT_WR);
}

void Socket::abort() noexcept {
  const linger none{1, 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &none, sizeof none);
}

}  // namespace net
