// http/request_head.h - parses the head of one request. Takes bytes; returns what the edge needs,
// or the reason for a refusal. Boost.Beast's basic_parser does the framing. What Beast accepts but
// RFC 9112 forbids is refused here.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "http/request_error.h"

namespace http {

// Large, because the head also has the cookies of other applications on the site. Each connection
// may hold this many bytes while its head arrives, and none of them afterwards.
inline constexpr std::size_t max_head_bytes = 32768;
inline constexpr std::size_t max_request_line_bytes = 8192;  // includes its line end
inline constexpr std::size_t max_fields = 100;
inline constexpr std::size_t max_method_bytes = 1024;

// A field that may have several lines. Together they are one list (RFC 9110, section 5.3).
class CombinedField {
 public:
  void add(std::string_view line);
  bool is_present() const noexcept { return lines_ != 0; }
  // "" if the field is absent. The view points into the head, or into this object if there was more
  // than one line.
  std::string_view value() const noexcept { return lines_ > 1 ? std::string_view(many_) : one_; }

 private:
  std::size_t lines_ = 0;
  std::string_view one_;
  std::string many_;
};

enum class Method : unsigned char {
  get,
  head,
  options,
  not_allowed,  // another method of RFC 9110, section 9, or PATCH: 405
  unknown,      // 501
};

// Its views point into the parsed bytes, or into this object.
struct RequestHead {
  std::string_view bytes;  // the whole head as it was sent
  Method method = Method::unknown;
  std::string_view target;         // origin-form, also for an absolute-form; "*" only with OPTIONS; "" with CONNECT
  bool is_version_1_0 = false;     // false: 1.1, or a later minor version, which is answered as 1.1
  bool keeps_connection = true;    // what the client asks for (RFC 9112, section 9.3)
  bool announces_content = false;  // Content-Length over 0
  bool expects_continue = false;   // Expect: 100-continue
  bool expects_unknown = false;    // any other expectation
  CombinedField accept;
  CombinedField accept_encoding;
  CombinedField if_none_match;
  std::string_view origin;             // "" if the field is absent
  std::string_view referer;            // likewise
  std::string_view if_modified_since;  // also "" if the field is there twice
  std::string joined_target;           // `target` points to it if it is not part of the bytes
};

// `bytes` must be one head: with the empty line at its end, and without an empty line before it.
// After a refusal, the start of the next request is unknown, so the connection must end. `head` must
// be new. It is complete only if there is no refusal.
std::optional<RequestError> parse_head(std::string_view bytes, RequestHead& head);

// Like parse_head(), for heads of at most max_head_bytes. If there are two faults, it names the one
// that it finds first: the order is that of Boost.Beast and its callbacks. For
// examine_partial_head().
std::optional<RequestError> parse_in_its_own_order(std::string_view bytes, RequestHead& head);

// Examines a head that is not complete yet. So a client that does not speak HTTP gets its error at
// once. Nothing: it may still become a head. Call this each time bytes are added. `seen` is the
// number of bytes that the previous call saw (0 at first). The result does not depend on how the
// bytes are cut: if there are two faults, the one that arrives first counts.
std::optional<RequestError> examine_partial_head(std::string_view bytes, std::size_t seen);

// The number of bytes up to and including the first empty line; npos if it is not there yet. Looks
// only at the new bytes.
std::size_t find_head_end(std::string_view bytes, std::size_t seen) noexcept;

}  // namespace http
