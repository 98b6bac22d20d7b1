#include "net/endpoint.h"

#include <utility>  // must precede Boost.Asio, which does not include it (1.74 with g++ 12)

namespace net {

using boost::asio::ip::tcp;

Error cannot_listen(const std::string& text, const std::string& reason, const std::string& hint) {
  return {"cannot listen on " + text + ": " + reason + (hint.empty() ? "" : "; " + hint)};
}

Result<tcp::endpoint, Error> parse_endpoint(const std::string& text) {
  const char* const hint = "write ADDRESS:PORT, [IPv6]:PORT or unix:PATH, such as 127.0.0.1:8080";
  const auto colon = text.rfind(':');
  if (colon == std::string::npos) return cannot_listen(text, "there is no port", hint);
  const std::string port = text.substr(colon + 1);
  std::string address = text.substr(0, colon);
  const bool is_bracketed = address.size() > 2 && address.front() == '[' && address.back() == ']';
  if (is_bracketed) address = address.substr(1, address.size() - 2);
  unsigned number = 0;
  for (const char c : port) {
    if (c < '0' || c > '9' || number > 65535) return cannot_listen(text, "the port is not a number up to 65535", hint);
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  if (port.empty() || number > 65535) return cannot_listen(text, "the port is not a number up to 65535", hint);
  boost::system::error_code ec;
  const auto parsed = boost::asio::ip::make_address(address, ec);
  if (ec || parsed.is_v6() != is_bracketed) {
    return cannot_listen(text, "\"" + address + "\" is not an IP address", hint);
  }
  return tcp::endpoint(parsed, static_cast<unsigned short>(number));
}

std::string to_text(const tcp::endpoint& endpoint) {
  const auto address = endpoint.address().to_string();
  return (endpoint.address().is_v6() ? "[" + address + "]" : address) + ":" + std::to_string(endpoint.port());
}

}  // namespace net
