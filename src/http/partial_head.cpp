// Examines an incomplete head: finds its end, and refuses what is already wrong.
#include <algorithm>

#include "http/request_head.h"
#include "http/syntax.h"

namespace http {
namespace {

// RFC 9112, section 2.2: lines end in CR LF. A bare CR, a bare LF, or a NUL is refused. Returns the
// position of the byte that shows the first such fault, or npos. Begins at the last byte that was
// already seen, because a CR there may be followed by its LF now.
std::size_t find_bad_line_end(std::string_view bytes, std::size_t seen) {
  for (std::size_t i = seen == 0 ? 0 : seen - 1; i < bytes.size(); ++i) {
    if (bytes[i] == '\0') return i;
    if (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r')) return i;
    if (bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] != '\n') return i + 1;
  }
  return std::string_view::npos;
}

// The head parser also judges a complete request line: it gets the line as a head without fields.
// Only faults of the line itself count.
std::optional<RequestError> examine_request_line(std::string_view line) {
  const auto line_as_head = std::string(line).append("\r\n\r\n");
  RequestHead head;
  const auto refusal = parse_in_its_own_order(line_as_head, head);
  if (!refusal) return std::nullopt;
  switch (*refusal) {
    case RequestError::bad_method:
    case RequestError::bad_target:
    case RequestError::bad_version:
    case RequestError::bad_request_line:
    case RequestError::unknown_version:
      return refusal;
    default:
      return std::nullopt;
  }
}

}  // namespace

// Searches line by line with memchr. For such a short needle, glibc's memmem takes five times as
// long.
std::size_t find_head_end(std::string_view bytes, std::size_t seen) noexcept {
  const std::string_view empty_line = "\r\n\r\n";
  // The last byte of the empty line is new. The first line feed may be two bytes earlier.
  std::size_t at = seen < 2 ? 0 : seen - 2;
  while ((at = bytes.find('\n', at)) != std::string_view::npos) {
    if (at > 0 && bytes.substr(at - 1, 4) == empty_line) return at + 3;
    ++at;
  }
  return std::string_view::npos;
}

std::optional<RequestError> examine_partial_head(std::string_view bytes, std::size_t seen) {
  if (bytes.empty()) return std::nullopt;
  // "\r" may be the first half of an empty line before the request line.
  if (!is_token_char(bytes[0]) && bytes != "\r") return RequestError::bad_method;
  const bool has_request_line = bytes.substr(0, max_request_line_bytes).find("\r\n") != std::string_view::npos;
  const auto most = has_request_line ? max_head_bytes : max_request_line_bytes;
  // The bytes before a bad line end arrived earlier, so their faults count first.
  const auto whole = bytes.substr(0, most);
  const auto bad_line_end = find_bad_line_end(whole, seen);
  const auto before = whole.substr(0, bad_line_end);
  const auto method_end = std::find_if_not(before.begin(), before.end(), is_token_char);
  // RFC 9112, section 3: a method longer than every known one is 501. A target that is too long to
  // read is 414.
  if (static_cast<std::size_t>(method_end - before.begin()) > max_method_bytes) return RequestError::unknown_method;
  const auto line_end = before.find("\r\n");
  if (line_end != std::string_view::npos && line_end + 2 > seen) {
    if (auto refusal = examine_request_line(before.substr(0, line_end))) return refusal;
  }
  // A head has a request line and at most max_fields field lines. Then the empty line would end it.
  if (static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) > max_fields + 1) {
    return RequestError::head_too_large;
  }
  if (bad_line_end != std::string_view::npos) return RequestError::bad_line_end;
  if (whole.size() < most) return std::nullopt;
  return !has_request_line ? RequestError::target_too_long : RequestError::head_too_large;
}

}  // namespace http
