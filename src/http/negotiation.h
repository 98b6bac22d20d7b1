// http/negotiation.h - chooses the content coding that a client wants (RFC 9110, section 12.5.3).
#pragma once

#include <array>
#include <string_view>

#include "http/content_coding.h"

namespace http {

// The codings that a client accepts, best first.
struct CodingPreference {
  std::array<Coding, coding_count> codings{};
  std::size_t count = 0;

  bool operator==(const CodingPreference&) const = default;
};

// Takes the value of Accept-Encoding; "" if the field is missing. Then the result is identity
// alone: RFC 9110 would allow any coding, but not every client can read it. At equal quality the
// order is br, gzip, identity. Identity is always in the result. If the client refuses it, it is
// last, and is sent only if there is nothing better: it replaces a 406. A malformed member does not
// count.
CodingPreference prefer_codings(std::string_view accept_encoding) noexcept;

// Whether a client with this Accept wants a page for people rather than JSON (RFC 9110, section
// 12.5.1). It must name text/html with at least the quality of any JSON. "*/*" alone, which
// programs send, does not count.
bool prefers_html(std::string_view accept) noexcept;

}  // namespace http
