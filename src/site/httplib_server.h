// site/httplib_server.h - cpp-httplib's routes without its sockets, in memory. Takes the meaning of
// a target and returns the answer. All differences between versions of cpp-httplib are here and in
// the .cpp file.
#pragma once

#include <httplib.h>

#include <functional>
#include <string>
#include <utility>

#include "http/response.h"
#include "site/resolve.h"

namespace site {

// Never bound to a socket. cpp-httplib sees only "GET /3 HTTP/1.1", where the number is the
// route's. It sees no byte from a client, for two reasons. It matches paths with recursive regular
// expressions: a path of 8,000 bytes needs 5 MB of stack. And it answers targets that it cannot
// read with its own error, without a body. It sees no other field either, so it does not compress,
// compare ETags or cut ranges: the edge does.
class HttplibServer : private httplib::Server {
 public:
  using Handler = std::function<void(const Resolved&, httplib::Response&)>;

  HttplibServer();

  using httplib::Server::set_default_headers;

  void add(Route route, Handler handler);

  // A page for people for an error answer: its HTML and its Content-Security-Policy.
  struct ErrorPage {
    std::string html;
    std::string policy;
  };
  using MakeErrorPage = std::function<ErrorPage(const Resolved&, const http::Response& problem)>;
  void set_error_page(MakeErrorPage make) { make_error_page_ = std::move(make); }

  // Only pages of these origins may show an answer in a frame (CSP Level 3, section 6.4.2). They are added to every
  // Content-Security-Policy.
  void set_frame_ancestors(std::string origins) { frame_ancestors_ = "; frame-ancestors " + std::move(origins); }

  // For caches before the program. `surrogate_key`: in every answer; of an item, the second key is its own. `cdn`: the
  // field CDN-Cache-Control (RFC 9213) of answers that may be cached. "": no such field.
  void set_cache_fields(std::string surrogate_key, std::string cdn) {
    surrogate_key_ = std::move(surrogate_key);
    cdn_cache_control_ = std::move(cdn);
  }

  // The answer of the route's handler. Any thread may call, several at once. Throws what the
  // handler throws. Throws std::runtime_error if there is no answer, or if it is an error without
  // problem details (see problem.h). The edge turns this into a 500, so no error of cpp-httplib's
  // reaches a client.
  http::Response get(const Resolved& resolved);

 private:
  bool process(httplib::Stream& stream);
  void add_cache_fields(const Resolved& resolved, http::Response& answer) const;

  MakeErrorPage make_error_page_;
  std::string frame_ancestors_;
  std::string surrogate_key_;
  std::string cdn_cache_control_;
};

}  // namespace site
