// http/response.h - what an origin says of a target: plain values, before anything is prepared.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace http {

// One field line (RFC 9110, section 5). Name and value are valid already: no CR, LF or NUL.
struct Field {
  std::string name;
  std::string value;
};

// The answer to GET. What the edge decides itself is not among `fields`: Date, Connection,
// Content-Length, Content-Encoding, ETag, Vary (for Accept-Encoding), Accept-Ranges.
struct Response {
  int status = 200;
  std::string content_type;   // RFC 9110, section 8.3, with its charset where it has one
  std::vector<Field> fields;  // sent with every representation and with a 304
  std::string body;           // identity coding
  // Of an error: the same for a client that prefers HTML (negotiation.h), with the policy of that page. "": there is
  // none.
  std::string html = {};
  std::string html_policy = {};
  std::size_t route = 0;  // what it is counted as: a number under max_routes that means something to the origin
};

}  // namespace http
