#include "http/listening.h"

#include <sys/socket.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <utility>  // before Boost.Asio, which forgets it (1.74 with g++ 12)

#include "http/syntax.h"

namespace http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using SharedPort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

BindError failure(const std::string& text, const std::string& reason, const std::string& hint) {
  return {"cannot listen on " + text + ": " + reason + "; " + hint};
}

boost::system::error_code open(tcp::acceptor& acceptor, const tcp::endpoint& endpoint, bool shares_port) {
  boost::system::error_code ec;
  const auto attempt = [&ec](auto step) {
    if (!ec) step();
  };
  acceptor.open(endpoint.protocol(), ec);
  // Connections of an earlier run in TIME_WAIT do not keep the port (SO_REUSEADDR).
  attempt([&] { acceptor.set_option(tcp::acceptor::reuse_address(true), ec); });
  if (shares_port) attempt([&] { acceptor.set_option(SharedPort(true), ec); });
  // So that [::] and 0.0.0.0 can both be listed.
  if (endpoint.protocol() == tcp::v6()) attempt([&] { acceptor.set_option(asio::ip::v6_only(true), ec); });
  // Accepted sockets inherit it: one system call fewer for each.
  attempt([&] { acceptor.set_option(tcp::no_delay(true), ec); });
  attempt([&] { acceptor.bind(endpoint, ec); });
  attempt([&] { acceptor.listen(SOMAXCONN, ec); });
  attempt([&] { acceptor.non_blocking(true, ec); });
  return ec;
}

BindError explain(const tcp::endpoint& endpoint, const boost::system::error_code& ec) {
  const auto text = to_text(endpoint);
  if (ec == asio::error::address_in_use) {
    return failure(text, "the port is in use", "choose another one, or 0 for any that is free");
  }
  if (ec == asio::error::access_denied) {
    return failure(text, "ports below 1024 are for root", "choose a higher one");
  }
  if (ec == boost::system::errc::address_not_available) {
    return failure(text, "no network interface has this address", "127.0.0.1 and 0.0.0.0 always work");
  }
  return {"cannot listen on " + text + ": " + ec.message()};
}

}  // namespace

Result<tcp::endpoint, BindError> parse_endpoint(const std::string& text) {
  const char* const hint = "write ADDRESS:PORT or [IPv6]:PORT, such as 127.0.0.1:8080";
  const auto colon = text.rfind(':');
  if (colon == std::string::npos) return failure(text, "there is no port", hint);
  const std::string port = text.substr(colon + 1);
  std::string address = text.substr(0, colon);
  const bool is_bracketed = address.size() > 2 && address.front() == '[' && address.back() == ']';
  if (is_bracketed) address = address.substr(1, address.size() - 2);
  unsigned number = 0;
  for (const char c : port) {
    if (!is_digit(c) || number > 65535) return failure(text, "the port is not a number up to 65535", hint);
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  if (port.empty() || number > 65535) return failure(text, "the port is not a number up to 65535", hint);
  boost::system::error_code ec;
  const auto parsed = asio::ip::make_address(address, ec);
  if (ec || parsed.is_v6() != is_bracketed) return failure(text, "\"" + address + "\" is not an IP address", hint);
  return tcp::endpoint(parsed, static_cast<unsigned short>(number));
}

std::string to_text(const tcp::endpoint& endpoint) {
  const auto address = endpoint.address().to_string();
  return (endpoint.address().is_v6() ? "[" + address + "]" : address) + ":" + std::to_string(endpoint.port());
}

Result<Acceptors, BindError> listen_on(tcp::endpoint& endpoint, const std::vector<asio::io_context*>& loops) {
  const bool shares_port = loops.size() > 1;
  if (shares_port && endpoint.port() != 0) {
    tcp::acceptor probe(*loops.front());
    if (const auto ec = open(probe, endpoint, false)) return explain(endpoint, ec);
  }
  Acceptors acceptors;
  for (asio::io_context* loop : loops) {
    tcp::acceptor acceptor(*loop);
    if (const auto ec = open(acceptor, endpoint, shares_port)) return explain(endpoint, ec);
    if (endpoint.port() == 0) endpoint = acceptor.local_endpoint();
    acceptors.push_back(std::move(acceptor));
  }
  return acceptors;
}

}  // namespace http
