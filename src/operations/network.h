// operations/network.h - blocks of addresses (RFC 4632), and addresses cut to their block.
#pragma once

#include <array>
#include <boost/asio/ip/address.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace operations {

// An IPv4 address in IPv6 (::ffff:192.0.2.1) is that IPv4 address, here as everywhere below.
class Network {
 public:
  // "192.0.2.0/24", "2001:db8::/32", or an address alone. Nothing where it is none, or has bits behind its prefix.
  static std::optional<Network> read(std::string_view text);

  bool contains(const boost::asio::ip::address& address) const;

 private:
  std::array<unsigned char, 16> bits_{};
  unsigned prefix_ = 128;
};

// "192.0.2.1" or "2001:db8::1", with a port as proxies write it ("192.0.2.1:80", "[2001:db8::1]:80") or without.
std::optional<boost::asio::ip::address> read_address(std::string_view text);

std::string to_text(const boost::asio::ip::address& address);

// The first address of its /24 or /48: it does not identify a person any more, but still tells the region.
boost::asio::ip::address truncate(const boost::asio::ip::address& address);

}  // namespace operations
