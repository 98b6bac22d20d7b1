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

// Of the value of Accept-Encoding, "" where there is none: then, though any coding would be allowed, identity alone,
// which everyone can read. At equal quality br is before gzip before identity. Where identity is refused it stands last
// all the same: it is what is sent if there is nothing else, rather than a 406 that no one can show. A member
// that is malformed does not count.
CodingPreference prefer_codings(std::string_view accept_encoding) noexcept;

}  // namespace http
