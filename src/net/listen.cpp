#include "net/listen.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>  // must precede Boost.Asio, which does not include it (1.74 with g++ 12)

#include "descriptor.h"
#include "net/endpoint.h"

namespace net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Loops = std::vector<asio::io_context*>;

constexpr std::string_view local_prefix = "unix:";

bool set(const Descriptor& descriptor, int level, int option, int value = 1) {
  return ::setsockopt(descriptor.get(), level, option, &value, sizeof value) == 0;
}

// Accepted sockets inherit these options. This saves system calls for each connection.
bool set_up_tcp(const Descriptor& descriptor) {
  return set(descriptor, IPPROTO_TCP, TCP_NODELAY) &&
         set(descriptor, IPPROTO_TCP, TCP_NOTSENT_LOWAT, max_unsent_bytes) &&
         set(descriptor, SOL_SOCKET, SO_RCVBUF, max_unread_bytes);
}

// The socket if `is_done`. Otherwise nothing is open, and errno is kept.
Descriptor keep_if(bool is_done, Descriptor socket) {
  if (is_done) return socket;
  const int error = errno;
  socket = Descriptor();
  errno = error;
  return socket;
}

// On failure the result is not open, and errno is set. Connections are refused until listen().
Descriptor bind_to(const tcp::endpoint& endpoint, bool shares_port) {
  const int family = endpoint.protocol().family();
  Descriptor socket(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  const bool is_bound = socket.is_open() &&
                        // Old connections in TIME_WAIT do not block the port.
                        set(socket, SOL_SOCKET, SO_REUSEADDR) &&
                        (!shares_port || set(socket, SOL_SOCKET, SO_REUSEPORT)) &&
                        // Lets [::] and 0.0.0.0 both be listed.
                        (family != AF_INET6 || set(socket, IPPROTO_IPV6, IPV6_V6ONLY)) && set_up_tcp(socket) &&
                        ::bind(socket.get(), endpoint.data(), static_cast<socklen_t>(endpoint.size())) == 0;
  return keep_if(is_bound, std::move(socket));
}

Descriptor open(const tcp::endpoint& endpoint, bool shares_port) {
  auto socket = bind_to(endpoint, shares_port);
  const bool is_listening = socket.is_open() && ::listen(socket.get(), SOMAXCONN) == 0;
  return keep_if(is_listening, std::move(socket));
}

Error explain(const tcp::endpoint& endpoint, int error) {
  const auto text = to_text(endpoint);
  if (error == EADDRINUSE) {
    return cannot_listen(text, "the port is in use", "choose another one, or 0 for any that is free");
  }
  if (error == EACCES) return cannot_listen(text, "ports below 1024 are for root", "choose a higher one");
  if (error == EADDRNOTAVAIL) {
    return cannot_listen(text, "no network interface has this address", "127.0.0.1 and 0.0.0.0 always work");
  }
  return cannot_listen(text, std::strerror(error));
}

// The address that a listening socket is bound to. Nothing if it is not a TCP socket.
std::optional<tcp::endpoint> find_endpoint(int descriptor) {
  tcp::endpoint endpoint;
  auto size = static_cast<socklen_t>(endpoint.capacity());
  if (::getsockname(descriptor, endpoint.data(), &size) != 0 || size > endpoint.capacity()) return std::nullopt;
  endpoint.resize(size);
  const int family = endpoint.data()->sa_family;
  if (family != AF_INET && family != AF_INET6) return std::nullopt;
  return endpoint;
}

Result<BoundSocket, Error> listen_on_port(tcp::endpoint endpoint, ListenOptions options, const Loops& loops) {
  const bool shares_port = options.shares_port || loops.size() > 1;
  if (!options.shares_port && shares_port && endpoint.port() != 0) {
    // Another process could share the port with our loops. This socket finds out. It does not listen: connections in
    // its queue would be lost when it closes.
    if (!bind_to(endpoint, false).is_open()) return explain(endpoint, errno);
  }
  BoundSocket listening;
  for (asio::io_context* loop : loops) {
    Descriptor socket = open(endpoint, shares_port);
    if (!socket.is_open()) return explain(endpoint, errno);
    if (endpoint.port() == 0) endpoint = find_endpoint(socket.get()).value_or(endpoint);
    listening.listeners.push_back({asio::posix::stream_descriptor(*loop, socket.release()), options.has_tls,
                                   options.shares_port ? Successor::other_port : Successor::none});
  }
  listening.endpoint = to_text(endpoint);
  return listening;
}

// All loops wait for the same socket. If another loop was faster, a loop finds an empty queue.
std::optional<int> share(const Descriptor& socket, bool is_secure, Successor successor, const Loops& loops,
                         BoundSocket& listening) {
  for (asio::io_context* loop : loops) {
    const int copy = ::fcntl(socket.get(), F_DUPFD_CLOEXEC, 0);
    if (copy < 0) return errno;
    listening.listeners.push_back({asio::posix::stream_descriptor(*loop, copy), is_secure, successor});
  }
  return std::nullopt;
}

Result<BoundSocket, Error> listen_on_local(const std::string& text, const Loops& loops) {
  auto result = listen_on_unix_socket(text.substr(local_prefix.size()));
  if (!result.has_value()) return result.error();
  auto local = std::move(result).value();
  BoundSocket listening;
  listening.endpoint = text;
  listening.file.emplace(std::move(local.file));
  if (const auto error = share(local.descriptor, false, Successor::none, loops, listening)) {
    return cannot_listen(text, std::strerror(*error));
  }
  return listening;
}

int read_option(int descriptor, int option) {
  int value = 0;
  socklen_t size = sizeof value;
  return ::getsockopt(descriptor, SOL_SOCKET, option, &value, &size) == 0 ? value : 0;
}

std::string describe_local(int descriptor) {
  sockaddr_un address{};
  socklen_t size = sizeof address - 1;
  if (::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0) return "unix:";
  return std::string(local_prefix) + address.sun_path;
}

}  // namespace

Result<BoundSocket, Error> listen_on(const std::string& text, ListenOptions options, const Loops& loops) {
  if (text.starts_with(local_prefix)) return listen_on_local(text, loops);
  const auto endpoint = parse_endpoint(text);
  if (!endpoint.has_value()) return endpoint.error();
  return listen_on_port(endpoint.value(), options, loops);
}

Result<BoundSocket, Error> listen_on_systemd_socket(int descriptor, ListenOptions options, const Loops& loops) {
  const Descriptor socket(descriptor);
  const std::string text = "the socket that was handed over as descriptor " + std::to_string(descriptor);
  const int family = read_option(descriptor, SO_DOMAIN);
  const bool is_local = family == AF_UNIX;
  if (read_option(descriptor, SO_ACCEPTCONN) == 0 || read_option(descriptor, SO_TYPE) != SOCK_STREAM ||
      (!is_local && family != AF_INET && family != AF_INET6)) {
    return cannot_listen(text, "it is no stream socket that listens", "ListenStream= makes one");
  }
  ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
  if (!is_local) set_up_tcp(socket);
  BoundSocket listening;
  if (const auto error = share(socket, options.has_tls && !is_local, Successor::same_queue, loops, listening)) {
    return cannot_listen(text, std::strerror(*error));
  }
  const auto endpoint = find_endpoint(descriptor);
  listening.endpoint = endpoint ? to_text(*endpoint) : describe_local(descriptor);
  return listening;
}

}  // namespace net
