// net/endpoint.h - addresses as an administrator writes them.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <string>

#include "net/error.h"
#include "result.h"

namespace net {

// "127.0.0.1:8080", "[::1]:8080": a literal address and a port.
Result<boost::asio::ip::tcp::endpoint, Error> parse_endpoint(const std::string& text);
std::string to_text(const boost::asio::ip::tcp::endpoint& endpoint);

// "cannot listen on TEXT: REASON; HINT"; without a hint where there is none.
Error cannot_listen(const std::string& text, const std::string& reason, const std::string& hint = "");

}  // namespace net
