// http/request_head.h - the head of one request: bytes in, what the edge needs of it or the reason to refuse it out.
// Framing by Boost.Beast's basic_parser; what it accepts and RFC 9112 forbids is refused here.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "http/request_error.h"

namespace http {

// Other applications on a site have their cookies in the head, too. Each connection may hold so much while its head
// arrives; nothing of it afterwards.
inline constexpr std::size_t max_head_bytes = 32768;
inline constexpr std::size_t max_request_line_bytes = 8192;  // with its line end
inline constexpr std::size_t max_fields = 100;
inline constexpr std::size_t max_method_bytes = 1024;

// A field that may have several lines: they are one list (RFC 9110, section 5.3).
class CombinedField {
 public:
  void add(std::string_view line);
  bool is_present() const noexcept { return lines_ != 0; }
  // "" where it is absent. Points into the head, or into this where there was more than one line.
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

// Views point into the bytes that were parsed, or into this.
struct RequestHead {
  std::string_view bytes;  // all of it, as it was sent
  Method method = Method::unknown;
  std::string_view target;         // origin-form, of an absolute-form too; "*" only with OPTIONS; "" with CONNECT
  bool is_version_1_0 = false;     // else 1.1, or a later minor version, which is answered as 1.1
  bool keeps_connection = true;    // what the client wishes (RFC 9112, section 9.3)
  bool announces_content = false;  // Content-Length over 0
  bool expects_continue = false;   // Expect: 100-continue
  bool expects_unknown = false;    // any other expectation
  CombinedField accept;
  CombinedField accept_encoding;
  CombinedField if_none_match;
  std::string_view if_modified_since;  // "" also where it is there twice
  std::string joined_target;           // what `target` points to, where it is no part of the bytes
};

// The bytes are one head, with the empty line at its end, without an empty line before it. Any refusal leaves it
// unknown where the next request would begin: the connection ends. `head` is new, and complete only if it is
// not refused.
std::optional<RequestError> parse_head(std::string_view bytes, RequestHead& head);

// The same, for heads of at most max_head_bytes, but of two faults it names the one that it finds first: the order is
// that of Boost.Beast and its callbacks. For examine_partial_head().
std::optional<RequestError> parse_in_its_own_order(std::string_view bytes, RequestHead& head);

// What can be told of a head that is not whole yet, so that a client which does not speak HTTP hears so at once.
// Nothing: it may still become a head. Call it each time bytes are added, with the number of bytes that the call
// before saw (0 at first). How the bytes are cut changes nothing: of two faults, the one that arrives first counts.
std::optional<RequestError> examine_partial_head(std::string_view bytes, std::size_t seen);

// Bytes up to and including the first empty line; npos where there is none yet. Looks only at what is new.
std::size_t find_head_end(std::string_view bytes, std::size_t seen) noexcept;

}  // namespace http
