// net/endpoint.h - addresses in the form that an administrator writes.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <string>

#include "net/error.h"
#include "result.h"

namespace net {

// Reads a literal address and a port: "127.0.0.1:8080", "[::1]:8080".
Result<boost::asio::ip::tcp::endpoint, Error> parse_endpoint(const std::string& text);
std::string to_text(const boost::asio::ip::tcp::endpoint& endpoint);

// Makes "cannot listen on TEXT: REASON; HINT". The hint is optional.
Error cannot_listen(const std::string& text, const std::string& reason, const std::string& hint = "");

}  // namespace net
