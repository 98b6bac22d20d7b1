// http/request_error.h - all reasons for which the edge itself refuses a request. One table has
// their statuses and sentences.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace http {

enum class RequestError : unsigned char {
  bad_line_end,
  bad_request_line,
  bad_method,
  bad_version,
  bad_target,
  bad_field,
  folded_field,
  missing_host,
  bad_host,
  bad_content_length,
  bad_transfer_encoding,
  method_not_allowed,
  head_too_late,
  content_not_taken,
  target_too_long,
  unknown_expectation,
  head_too_large,
  failed,
  unknown_method,
  coding_not_taken,
  overloaded,
  origin_too_late,
  unknown_version,
};

struct RequestErrorText {
  RequestError refusal;
  int status;
  std::string_view name;      // in metrics
  std::string_view sentence;  // the detail: says what is wrong, then what would be right
};

// In the order of the enumeration.
inline constexpr std::array<RequestErrorText, 23> request_errors = {{
    {RequestError::bad_line_end, 400, "bad_line_end",
     "a line of the head ends in something else than CR LF, or has a NUL in it (RFC 9112, section 2.2)"},
    {RequestError::bad_request_line, 400, "bad_request_line",
     "the request line is not METHOD SP TARGET SP HTTP/1.1 (RFC 9112, section 3)"},
    {RequestError::bad_method, 400, "bad_method", "the method is not a token (RFC 9110, section 9.1)"},
    {RequestError::bad_version, 400, "bad_version", "the version is not HTTP/1.1 or HTTP/1.0 (RFC 9112, section 2.3)"},
    {RequestError::bad_target, 400, "bad_target",
     "the target has a byte that must be percent-encoded, a broken percent-encoding, or a form that does not go with "
     "the method (RFC 9112, section 3.2)"},
    {RequestError::bad_field, 400, "bad_field", "a field line is not NAME: VALUE (RFC 9112, section 5)"},
    {RequestError::folded_field, 400, "folded_field",
     "a field value goes on in a second line, which is obsolete (RFC 9112, section 5.2)"},
    {RequestError::missing_host, 400, "missing_host",
     "an HTTP/1.1 request has exactly one Host field (RFC 9112, section 3.2)"},
    {RequestError::bad_host, 400, "bad_host", "the host is not HOST or HOST:PORT, once (RFC 9110, section 7.2)"},
    {RequestError::bad_content_length, 400, "bad_content_length",
     "Content-Length is not one decimal number (RFC 9110, section 8.6)"},
    {RequestError::bad_transfer_encoding, 400, "bad_transfer_encoding",
     "Transfer-Encoding goes neither with Content-Length nor with HTTP/1.0 (RFC 9112, section 6.1)"},
    {RequestError::method_not_allowed, 405, "method_not_allowed", "only GET, HEAD and OPTIONS are answered here"},
    {RequestError::head_too_late, 408, "head_too_late", "the head of the request did not arrive in time"},
    {RequestError::content_not_taken, 413, "content_not_taken",
     "a request here has no content: no Content-Length over 0"},
    {RequestError::target_too_long, 414, "target_too_long", "the request line has more than 8192 bytes"},
    {RequestError::unknown_expectation, 417, "unknown_expectation",
     "the only expectation known here is 100-continue (RFC 9110, section 10.1.1)"},
    {RequestError::head_too_large, 431, "head_too_large",
     "the head of a request has at most 32768 bytes and 100 fields"},
    {RequestError::failed, 500, "failed", "something went wrong on our side; the request was understood"},
    {RequestError::unknown_method, 501, "unknown_method",
     "the method is not known here; GET, HEAD and OPTIONS are (RFC 9110, section 9.1)"},
    {RequestError::coding_not_taken, 501, "coding_not_taken",
     "a request here has no content: no Transfer-Encoding (RFC 9112, section 6.1)"},
    {RequestError::overloaded, 503, "overloaded", "too many requests are waiting; please ask again in a moment"},
    {RequestError::origin_too_late, 503, "origin_too_late",
     "the answer could not be made in time; please ask again in a moment"},
    {RequestError::unknown_version, 505, "unknown_version",
     "HTTP/1.1 and HTTP/1.0 are spoken here (RFC 9110, section 15.6.6)"},
}};

constexpr const RequestErrorText& describe(RequestError refusal) noexcept {
  return request_errors[static_cast<std::size_t>(refusal)];
}

}  // namespace http
