// http/negotiation.h - which content coding a client wants (RFC 9110, section 12.5.3).
#pragma once

#include <array>
#include <string_view>

#include "http/content_coding.h"

namespace http {

// The codings that a client takes, best first.
struct CodingPreference {
  std::array<Coding, coding_count> codings{};
  std::size_t count = 0;

  bool operator==(const CodingPreference&) const = default;
};

// Takes the value of Accept-Encoding; "" if the field is missing. Then the result is identity alone: any coding would
// be allowed, but not every client can read it. At equal quality the order is br, gzip, identity. Identity is last even
// if it is refused: it is sent if nothing else is there, in place of a 406. A malformed member does not count.
CodingPreference prefer_codings(std::string_view accept_encoding) noexcept;

// Whether a client that sends this Accept wants a page for people rather than JSON (RFC 9110, section 12.5.1): it names
// text/html, at no lower quality than any JSON. "*/*" alone, as programs send it, does not.
bool prefers_html(std::string_view accept) noexcept;

}  // namespace http
