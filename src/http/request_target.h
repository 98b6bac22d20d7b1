// http/request_target.h - checks what a request line may name (RFC 9112, section 3.2) and what Host
// may hold (RFC 3986, section 3.2).
#pragma once

#include <string_view>

namespace http {

// absolute-path [ "?" query ] (RFC 9112, section 3.2.1). The path holds what RFC 3986 allows. Its
// percent-encodings are complete, and %00 is not allowed. The query may also hold characters that
// browsers do not encode: `[ ] { } | ^ \`, the backquote, and a "%" that begins no
// percent-encoding. They are not in the URL standard's query percent-encode set. A refusal would
// leave a hole in the pages of partners, though their readers did nothing wrong. The query's reader
// accepts any byte.
bool is_origin_form(std::string_view target) noexcept;

// uri-host [ ":" port ], not empty. The host is a name, an IPv4 address or a bracketed IPv6
// address. The port has only digits and is at most 65535.
bool is_authority(std::string_view text) noexcept;

// Splits an absolute-form target (RFC 9112, section 3.2.2) of http or https. `path` may be empty or
// begin with "?". It is not checked. False if the text is not such a target.
struct AbsoluteForm {
  std::string_view authority;
  std::string_view path;
};
bool split_absolute_form(std::string_view target, AbsoluteForm& form) noexcept;

}  // namespace http
