#include "operations/network.h"

#include <charconv>
#include <cstddef>

namespace operations {
namespace {

namespace ip = boost::asio::ip;
using Bits = std::array<unsigned char, 16>;

constexpr unsigned v4_prefix = 96;  // of the IPv6 block that means IPv4

Bits to_bits(const ip::address& address) {
  if (address.is_v6()) return address.to_v6().to_bytes();
  return ip::make_address_v6(ip::v4_mapped, address.to_v4()).to_bytes();
}

ip::address to_address(const Bits& bits) {
  const ip::address_v6 address(bits);
  if (address.is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, address);
  return address;
}

Bits keep(Bits bits, unsigned prefix) {
  for (std::size_t i = 0; i < bits.size(); ++i) {
    const auto before = static_cast<unsigned>(i) * 8;
    if (before >= prefix) {
      bits[i] = 0;
    } else if (prefix - before < 8) {
      bits[i] &= static_cast<unsigned char>(0xff00u >> (prefix - before));
    }
  }
  return bits;
}

// A zone ("fe80::1%eth0") has a meaning only on this machine, and does not come from a client.
std::optional<ip::address> read_plain_address(std::string_view text) {
  if (text.size() > 45 || text.find('%') != std::string_view::npos) return std::nullopt;
  boost::system::error_code error;
  const auto address = ip::make_address(std::string(text), error);
  if (error) return std::nullopt;
  return to_address(to_bits(address));
}

std::optional<unsigned> read_number(std::string_view text, unsigned most) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number > most) return std::nullopt;
  return number;
}

}  // namespace

std::optional<Network> Network::read(std::string_view text) {
  const auto slash = text.find('/');
  const auto address = read_plain_address(text.substr(0, slash));
  if (!address) return std::nullopt;
  Network network;
  network.bits_ = to_bits(*address);
  if (slash != std::string_view::npos) {
    const unsigned most = address->is_v4() ? 32 : 128;
    const auto prefix = read_number(text.substr(slash + 1), most);
    if (!prefix) return std::nullopt;
    network.prefix_ = *prefix + (address->is_v4() ? v4_prefix : 0);
  }
  if (keep(network.bits_, network.prefix_) != network.bits_) return std::nullopt;
  return network;
}

bool Network::contains(const ip::address& address) const { return keep(to_bits(address), prefix_) == bits_; }

std::optional<ip::address> read_address(std::string_view text) {
  if (!text.empty() && text.front() == '[') {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    const auto port = text.substr(end + 1);
    if (!port.empty() && (port.front() != ':' || !read_number(port.substr(1), 65535))) return std::nullopt;
    return read_plain_address(text.substr(1, end - 1));
  }
  const auto colon = text.find(':');
  const bool has_port = colon != std::string_view::npos && text.find(':', colon + 1) == std::string_view::npos;
  if (!has_port) return read_plain_address(text);
  if (!read_number(text.substr(colon + 1), 65535)) return std::nullopt;
  return read_plain_address(text.substr(0, colon));
}

std::string to_text(const ip::address& address) { return to_address(to_bits(address)).to_string(); }

ip::address truncate(const ip::address& address) {
  const auto bits = to_bits(address);
  return to_address(keep(bits, to_address(bits).is_v4() ? v4_prefix + 24 : 48));
}

}  // namespace operations
