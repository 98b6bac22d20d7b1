#include "net/peer.h"

#include <sys/socket.h>

#include <boost/asio/ip/tcp.hpp>

namespace net {

Peer find_peer(int descriptor) noexcept {
  boost::asio::ip::tcp::endpoint endpoint;
  auto size = static_cast<socklen_t>(endpoint.capacity());
  if (::getpeername(descriptor, endpoint.data(), &size) != 0) return std::nullopt;
  const int family = endpoint.data()->sa_family;
  if (family != AF_INET && family != AF_INET6) return std::nullopt;
  return endpoint.address();
}

}  // namespace net
