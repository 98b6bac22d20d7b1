// site/httplib_server.h - cpp-httplib's routes without its sockets: what a target means in, the answer out, in memory.
// All that differs between versions of cpp-httplib is here and in the .cpp beside it.
#pragma once

#include <httplib.h>

#include <functional>
#include <string>
#include <utility>

#include "http/response.h"
#include "site/resolve.h"

namespace site {

// Never bound to a socket. cpp-httplib sees "GET /3 HTTP/1.1", the number being the route's, and no byte that a client
// sent: it matches paths with recursive regular expressions, for which a path of 8,000 bytes needs 5 MB of stack, and
// it answers targets that it cannot read with an error of its own, without a body. Nor does it see another field, so
// that it neither compresses, nor compares ETags, nor cuts ranges: the edge does that.
class HttplibServer : private httplib::Server {
 public:
  using Handler = std::function<void(const Resolved&, httplib::Response&)>;

  HttplibServer();

  using httplib::Server::set_default_headers;

  void add(Route route, Handler handler);

  // A page for people beside an answer with an error: its HTML and its Content-Security-Policy.
  struct ErrorPage {
    std::string html;
    std::string policy;
  };
  using MakeErrorPage = std::function<ErrorPage(const Resolved&, const http::Response& problem)>;
  void set_error_page(MakeErrorPage make) { make_error_page_ = std::move(make); }

  // The answer of the route's handler. Any thread, several at once. Throws what the handler throws; std::runtime_error
  // if cpp-httplib's answer is none, or is an error that is no problem details (see problem.h): the edge makes a 500 of
  // that, so that no error of cpp-httplib's reaches a client.
  http::Response get(const Resolved& resolved);

 private:
  bool process(httplib::Stream& stream);

  MakeErrorPage make_error_page_;
};

}  // namespace site
