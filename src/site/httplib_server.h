// site/httplib_server.h - cpp-httplib's routes without its sockets: a GET in, the answer out, in memory.
// All that differs between versions of cpp-httplib is here and in the .cpp beside it.
#pragma once

#include <httplib.h>

#include <string>
#include <string_view>

#include "http/answer.h"

namespace site {

// Register handlers as on any httplib::Server; ask with get(). Never bound to a socket.
class HttplibServer : private httplib::Server {
 public:
  HttplibServer();

  using httplib::Server::Get;
  using httplib::Server::set_default_headers;
  using httplib::Server::set_error_handler;

  // The answer of the routes to `GET target`, of a target in origin-form. They see no other field of a request, so
  // that cpp-httplib neither compresses, nor compares ETags, nor cuts ranges: the edge does that.
  // Any thread, several at once. Throws what a handler throws; std::runtime_error if cpp-httplib's answer is none.
  http::Answer get(std::string_view target);

 private:
  bool process(httplib::Stream& stream);
};

}  // namespace site
