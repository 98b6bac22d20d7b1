// operations/network.h - blocks of addresses (RFC 4632), and addresses shortened to their block.
#pragma once

#include <array>
#include <boost/asio/ip/address.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace operations {

// Here and below, an IPv4 address in IPv6 (::ffff:192.0.2.1) counts as that IPv4 address.
class Network {
 public:
  // Reads "192.0.2.0/24", "2001:db8::/32", or a single address. Nothing if the text is not a block,
  // or if it has bits after its prefix.
  static std::optional<Network> read(std::string_view text);

  bool contains(const boost::asio::ip::address& address) const;

 private:
  std::array<unsigned char, 16> bits_{};
  unsigned prefix_ = 128;
};

// Reads "192.0.2.1" or "2001:db8::1". A port is allowed, as proxies write it: "192.0.2.1:80",
// "[2001:db8::1]:80".
std::optional<boost::asio::ip::address> read_address(std::string_view text);

std::string to_text(const boost::asio::ip::address& address);

// The first address of its /24 or /48. It no longer identifies a person, but still shows the
// region.
boost::asio::ip::address truncate(const boost::asio::ip::address& address);

}  // namespace operations
