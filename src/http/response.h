// http/response.h - an origin's answer for a target: plain values, before anything is prepared.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace http {

// One field line (RFC 9110, section 5). Name and value are already valid: no CR, LF or NUL.
struct Field {
  std::string name;
  std::string value;
};

// The answer to GET. `fields` does not have the fields that the edge sets itself: Date, Connection,
// Content-Length, Content-Encoding, ETag, Vary (for Accept-Encoding), Accept-Ranges.
struct Response {
  int status = 200;
  std::string content_type;   // RFC 9110, section 8.3, with its charset if it has one
  std::vector<Field> fields;  // sent with every representation and with a 304
  std::string body;           // identity coding
  // For an error: the same answer as a page, for a client that prefers HTML (negotiation.h). It has
  // that page's policy. "": there is no page.
  std::string html = {};
  std::string html_policy = {};
  std::size_t route = 0;  // for counting: a number under max_routes; its meaning is known to the origin
};

}  // namespace http
