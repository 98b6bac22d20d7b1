#include "tests/faults/visitor.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

namespace faults {
namespace {

constexpr timeval limit{15, 0};  // without a byte: it hangs

}  // namespace

std::string Answer::field(const std::string& name) const {
  const auto start = head.find("\r\n" + name + ": ");
  if (start == std::string::npos) return "";
  const auto from = start + name.size() + 4;
  return head.substr(from, head.find("\r\n", from) - from);
}

void Visitor::leave() {
  SSL_free(session_);
  session_ = nullptr;
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
  unread_.clear();
}

// A receive or send that ran into its limit leaves EAGAIN.
Outcome Visitor::give_up() {
  const bool hangs = errno == EAGAIN || errno == EWOULDBLOCK;
  leave();
  return hangs ? Outcome::hung : Outcome::lost;
}

Outcome Visitor::connect() {
  leave();
  descriptor_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  const int one = 1;
  ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  // Small, so that the server must wait for room within a large answer.
  const int receive_bytes = 16384;
  ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(server_port_);
  if (::connect(descriptor_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error(std::string("cannot connect: ") + std::strerror(errno));
  }
  socklen_t size = sizeof address;
  ::getsockname(descriptor_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  if (tls_ == nullptr) return Outcome::answered;
  std::signal(SIGPIPE, SIG_IGN);  // of OpenSSL's write(2), when the other side has closed
  session_ = SSL_new(tls_);
  SSL_set_fd(session_, descriptor_);
  errno = 0;
  return SSL_connect(session_) == 1 ? Outcome::answered : give_up();
}

int Visitor::receive(char* bytes, int size) {
  errno = 0;
  if (session_ != nullptr) return SSL_read(session_, bytes, size);
  return static_cast<int>(::recv(descriptor_, bytes, static_cast<std::size_t>(size), 0));
}

bool Visitor::send(const std::string& bytes) {
  errno = 0;
  const auto size = static_cast<int>(bytes.size());
  if (session_ != nullptr) return SSL_write(session_, bytes.data(), size) == size;
  return ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == size;
}

bool Visitor::receive_more() {
  std::array<char, 16384> buffer;
  const int received = receive(buffer.data(), static_cast<int>(buffer.size()));
  if (received > 0) unread_.append(buffer.data(), static_cast<std::size_t>(received));
  return received > 0;
}

Outcome Visitor::ask(const std::string& request, Answer& answer) {
  if (!send(request)) return give_up();
  std::size_t end = std::string::npos;
  while ((end = unread_.find("\r\n\r\n")) == std::string::npos) {
    if (!receive_more()) return give_up();
  }
  answer.head = unread_.substr(0, end + 2);
  unread_.erase(0, end + 4);
  answer.status = std::atoi(answer.head.substr(std::strlen("HTTP/1.1 ")).c_str());
  const bool has_body = answer.status != 304 && request.compare(0, 5, "HEAD ") != 0;
  const std::size_t size = has_body ? std::stoul("0" + answer.field("Content-Length")) : 0;
  while (unread_.size() < size) {
    if (!receive_more()) return give_up();
  }
  answer.body = unread_.substr(0, size);
  unread_.erase(0, size);
  return Outcome::answered;
}

}  // namespace faults
