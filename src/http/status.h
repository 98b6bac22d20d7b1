// http/status.h - all status codes that the server sends, with their reason phrases (RFC 9110,
// section 15).
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace http {

struct Status {
  int code;
  std::string_view reason;
};

inline constexpr std::array<Status, 24> statuses = {{
    {200, "OK"},
    {204, "No Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {410, "Gone"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
}};

// The index of a code in the list. For any other code: the size of the list.
constexpr std::size_t place_of_status(int code) noexcept {
  std::size_t place = 0;
  while (place < statuses.size() && statuses[place].code != code) ++place;
  return place;
}

// "" for a code that is not in the list: the phrase may be empty (RFC 9112, section 4).
constexpr std::string_view reason_phrase(int code) noexcept {
  for (const Status& status : statuses) {
    if (status.code == code) return status.reason;
  }
  return "";
}

}  // namespace http
