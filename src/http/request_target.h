// http/request_target.h - what a request line may name (RFC 9112, section 3.2) and what Host may hold (RFC 3986,
// section 3.2).
#pragma once

#include <string_view>

namespace http {

// absolute-path [ "?" query ] (RFC 9112, section 3.2.1). The path holds what RFC 3986 allows; its percent-encodings are
// whole, and none is %00. The query also holds what browsers send bare there (`[ ] { } | ^ \`, the backquote, and a "%"
// that begins no percent-encoding: the URL standard's query percent-encode set leaves them). Refusing them would leave
// a hole in the pages of partners, whose readers did nothing wrong, and the query's reader takes any byte.
bool is_origin_form(std::string_view target) noexcept;

// uri-host [ ":" port ], not empty: a name, an IPv4 or a bracketed IPv6 address; a port of digits up to 65535.
bool is_authority(std::string_view text) noexcept;

// The parts of an absolute-form target (RFC 9112, section 3.2.2) of http or https. `path` may be empty or begin
// with "?"; it is not looked at. False where it is no such target.
struct AbsoluteForm {
  std::string_view authority;
  std::string_view path;
};
bool split_absolute_form(std::string_view target, AbsoluteForm& form) noexcept;

}  // namespace http
