#include "reading/json_feed_members.h"

#include <algorithm>
#include <cstddef>

#include "news/ids.h"
#include "news/moment.h"
#include "reading/link.h"
#include "reading/plain_text.h"

namespace reading {
namespace {

constexpr std::string_view newest_version = "https://jsonfeed.org/version/1.1";
constexpr std::string_view first_version = "https://jsonfeed.org/version/1";

std::optional<std::string> problem_with_control(std::string_view value) {
  const auto control = find_control(value);
  if (!control) return std::nullopt;
  return "control character " + *control + " in " + quote(value) + ": take it out, text has only letters and spaces";
}

std::optional<std::string> problem_with_version(std::string_view value) {
  if (value == newest_version || value == first_version) return std::nullopt;
  return "unknown version " + quote(value) + ": it must be '" + std::string(newest_version) + "' or '" +
         std::string(first_version) + "'";
}

std::optional<std::string> problem_with_id(std::string_view value) {
  if (news::is_fit_id(value)) return std::nullopt;
  return "the id " + quote(value) + " is not fit for a URL's path: 1 to " + std::to_string(news::max_id_bytes) +
         " of the characters A-Z a-z 0-9 - . _ ~ are allowed, such as '2023-06-20-a-short-title'";
}

}  // namespace

std::string_view json_type(Kind kind) {
  switch (kind) {
    case Kind::items:
    case Kind::tags:
      return "an array";
    case Kind::extension:
      return "an object";
    default:
      return "a string";
  }
}

bool is_language_tag(std::string_view value) {
  std::size_t part = 0;  // its length so far
  bool is_first = true;
  for (const char c : value) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c == '-') {
      if (part == 0) return false;
      part = 0;
      is_first = false;
    } else if ((!is_letter && (is_first || c < '0' || c > '9')) || ++part > 8) {
      return false;
    }
  }
  return part > 0 && std::min(value.find('-'), value.size()) >= 2;
}

std::optional<std::string> problem_with(Kind kind, std::string_view value) {
  switch (kind) {
    case Kind::version:
      return problem_with_version(value);
    case Kind::text:
      return problem_with_control(value);
    case Kind::id:
      return problem_with_id(value);
    case Kind::site:
      return value.empty() ? std::nullopt : problem_with_link(value, Schemes::web);
    case Kind::link:
      return value.empty() ? std::nullopt : problem_with_link(value, Schemes::web_and_mail);
    case Kind::moment:
      if (news::parse_moment(value)) return std::nullopt;
      return quote(value) + " is not a date and time that exists: RFC 3339 is needed, such as '2023-06-20T00:00:00Z'";
    case Kind::start:
    case Kind::end:
      if (news::parse_date(value)) return std::nullopt;
      return quote(value) + " is not a day that exists: YYYY-MM-DD is needed, such as '2023-06-20'";
    default:
      return std::nullopt;
  }
}

}  // namespace reading
