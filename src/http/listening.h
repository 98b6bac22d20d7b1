// http/listening.h - sockets that listen: from what an administrator wrote to descriptors.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <string>
#include <vector>

#include "http/server.h"
#include "result.h"

namespace http {

using Acceptors = std::vector<boost::asio::ip::tcp::acceptor>;

// "127.0.0.1:8080", "[::1]:8080": a literal address and a port.
Result<boost::asio::ip::tcp::endpoint, BindError> parse_endpoint(const std::string& text);
std::string to_text(const boost::asio::ip::tcp::endpoint& endpoint);

// One acceptor for each of `loops`, on one address; port 0 is chosen by the first of them, and written back into
// `endpoint`. Loops share a port by SO_REUSEPORT, by which the kernel spreads the connections; so that another
// process of the same user cannot share it unnoticed, the port is first bound without it.
Result<Acceptors, BindError> listen_on(boost::asio::ip::tcp::endpoint& endpoint,
                                       const std::vector<boost::asio::io_context*>& loops);

}  // namespace http
