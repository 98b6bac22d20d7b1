// fuzz/http_fields.cpp - negotiation, conditions and HTTP dates.
// Laws: a coding is chosen only if the client accepts it; a longer If-None-Match names at least as much; a date that is
// formatted parses back, and a date that is parsed formats to the same second.
// Input: four lines: Accept-Encoding, If-None-Match, a date, and seconds since 1970.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/conditional.h"
#include "http/http_date.h"
#include "http/negotiation.h"
#include "http/syntax.h"
#include "tests/fuzz/law.h"

namespace {

constexpr std::int64_t year_0 = -62167219200;  // 0000-01-01: the first day that four digits can write
constexpr std::int64_t year_10000 = 253402300800;
constexpr std::int64_t year_1970 = 0;
constexpr std::int64_t year_2200 = 7258118400;
constexpr std::int64_t seconds_in_a_year = 31556952;

// Whether `quality` is ";q=" and a number over 0 (RFC 9110, section 12.4.2), or nothing.
bool is_accepted(std::string_view quality) {
  if (quality.empty()) return true;
  return quality.size() >= 3 && to_lower(quality[0]) == 'q' && quality[1] == '=' &&
         quality.find_first_of("123456789") != std::string_view::npos;
}

// A second, simpler reading of Accept-Encoding: whether any member of this name is accepted; nothing if none is there.
std::optional<bool> accepts(std::string_view list, std::string_view name) {
  std::optional<bool> accepted;
  while (!list.empty()) {
    auto member = http::take_until(list, ',');
    const auto member_name = http::take_until(member, ';');
    if (!http::equals_ignoring_case(member_name, name)) continue;
    accepted = accepted.value_or(false) || is_accepted(http::trim(member));
  }
  return accepted;
}

void check_negotiation(std::string_view accept_encoding) {
  const auto preference = http::prefer_codings(accept_encoding);
  fuzz::holds(preference.count >= 1 && preference.count <= http::coding_count, "one to three codings are preferred",
              accept_encoding);
  const auto* const begin = preference.codings.begin();
  const auto* const end = begin + preference.count;
  fuzz::holds(std::count(begin, end, http::Coding::identity) == 1, "identity is preferred once", accept_encoding);
  for (const auto coding : {http::Coding::br, http::Coding::gzip}) {
    const auto times = std::count(begin, end, coding);
    fuzz::holds(times <= 1, "a coding is preferred once", accept_encoding);
    if (times == 0) continue;
    auto accepted = accepts(accept_encoding, coding == http::Coding::br ? "br" : "gzip");
    if (coding == http::Coding::gzip && !accepted.value_or(false)) {
      if (const auto old_name = accepts(accept_encoding, "x-gzip")) accepted = old_name;
    }
    if (!accepted.value_or(false) && accepts(accept_encoding, "*").value_or(false)) accepted = true;
    fuzz::holds(accepted.value_or(false), "a preferred coding is accepted", accept_encoding);
  }
}

void check_conditions(const std::string& if_none_match) {
  const std::string tag = "\"0123456789abcdefABCDEF\"";
  const bool is_list = http::is_entity_tag_list(if_none_match);
  const bool names = http::names_entity_tag(if_none_match, tag);
  fuzz::holds(!names || is_list, "only a well-formed list names a tag", if_none_match);
  fuzz::holds(!names || if_none_match == "*" || if_none_match.find(tag) != std::string::npos,
              "a list that names a tag has it in it", if_none_match);
  fuzz::holds(!http::names_entity_tag(if_none_match, ""), "nothing names a tag that is not there", if_none_match);
  if (if_none_match == "*") return;
  const auto longer = if_none_match + ", W/" + tag;
  const bool is_list_or_empty = is_list || if_none_match.find_first_not_of(" \t,") == std::string::npos;
  fuzz::holds(http::names_entity_tag(longer, tag) == is_list_or_empty,
              "a list names a tag that is added to it, and only a list does", longer);
}

void check_date(std::string_view text, std::int64_t now) {
  const auto seconds = http::parse_http_date(text, now);
  if (!seconds) return;
  const auto formatted = http::format_http_date(*seconds);
  fuzz::holds(formatted.size() == 29, "a parsed date formats to 29 bytes", text);
  fuzz::holds(http::parse_http_date(formatted, now) == seconds, "a parsed date formats to the same second", text);
  fuzz::holds(http::is_unmodified_since(text, seconds, now) && !http::is_unmodified_since(text, *seconds + 1, now),
              "what has this date is unmodified since it, what is a second younger is not", text);
  // RFC 850's form begins with the day's whole name.
  const auto comma = text.find(',');
  if (comma == std::string_view::npos || comma == 3) return;
  const auto distance = *seconds > now ? *seconds - now : now - *seconds;
  fuzz::holds(distance <= 51 * seconds_in_a_year, "a year of two digits is within 50 years",
              formatted + " of " + http::format_http_date(now));
}

void check_seconds(std::int64_t seconds) {
  const auto formatted = http::format_http_date(seconds);
  fuzz::holds(http::parse_http_date(formatted, 0) == seconds, "a formatted date parses back", formatted);
}

std::string_view take_line(std::string_view& rest) {
  const auto end = std::min(rest.find('\n'), rest.size());
  const auto line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  check_negotiation(take_line(rest));
  check_conditions(std::string(take_line(rest)));
  const auto date = take_line(rest);
  const auto number = take_line(rest);
  std::int64_t seconds = 0;
  std::from_chars(number.data(), number.data() + number.size(), seconds);
  // A clock; then any second that the format can write.
  check_date(date, std::clamp(seconds, year_1970, year_2200));
  check_seconds(std::clamp(seconds, year_0, year_10000 - 1));
  return 0;
}
