// net/peer.h - the address at the other end of a socket.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <optional>

namespace net {

using Peer = std::optional<boost::asio::ip::address>;  // nothing: not an internet address, or the peer is gone

Peer find_peer(int descriptor) noexcept;

}  // namespace net
