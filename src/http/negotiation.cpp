#include "http/negotiation.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "http/syntax.h"

namespace http {
namespace {

constexpr int unset = -1;

// weight = OWS ";" OWS "q=" qvalue, in thousandths (RFC 9110, section 12.4.2).
std::optional<int> read_quality(std::string_view parameter) noexcept {
  if (parameter.size() < 3 || to_lower(parameter[0]) != 'q' || parameter[1] != '=') return std::nullopt;
  const auto value = parameter.substr(2);
  if (value.size() > 5 || (value[0] != '0' && value[0] != '1')) return std::nullopt;
  if (value.size() > 1 && value[1] != '.') return std::nullopt;
  int thousandths = (value[0] - '0') * 1000;
  int unit = 100;
  for (std::size_t i = 2; i < value.size(); ++i, unit /= 10) {
    if (!is_digit(value[i])) return std::nullopt;
    thousandths += (value[i] - '0') * unit;
  }
  if (thousandths > 1000) return std::nullopt;
  return thousandths;
}

struct Qualities {
  std::array<int, coding_count> of{unset, unset, unset};
  int any_other = unset;

  int& operator[](Coding coding) noexcept { return of[static_cast<std::size_t>(coding)]; }
};

void read_member(std::string_view member, Qualities& qualities) noexcept {
  const auto name = take_until(member, ';');
  const auto quality = member.empty() ? std::optional<int>(1000) : read_quality(trim(member));
  if (!quality) return;
  if (equals_ignoring_case(name, "br")) {
    qualities[Coding::br] = *quality;
  } else if (equals_ignoring_case(name, "gzip") || equals_ignoring_case(name, "x-gzip")) {  // section 8.4.1.3
    qualities[Coding::gzip] = *quality;
  } else if (equals_ignoring_case(name, "identity")) {
    qualities[Coding::identity] = *quality;
  } else if (name == "*") {
    qualities.any_other = *quality;
  }
}

}  // namespace

bool prefers_html(std::string_view accept) noexcept {
  int html = unset;
  int json = unset;
  while (!accept.empty()) {
    auto member = take_until(accept, ',');
    const auto type = take_until(member, ';');
    int quality = 1000;
    while (!member.empty()) {
      if (const auto read = read_quality(trim(take_until(member, ';')))) quality = *read;
    }
    if (equals_ignoring_case(type, "text/html") || equals_ignoring_case(type, "application/xhtml+xml")) {
      html = std::max(html, quality);
    } else if (equals_ignoring_case(type, "application/json") ||
               equals_ignoring_case(type, "application/problem+json")) {
      json = std::max(json, quality);
    }
  }
  return html > 0 && html >= json;
}

CodingPreference prefer_codings(std::string_view accept_encoding) noexcept {
  constexpr CodingPreference all{{Coding::br, Coding::gzip, Coding::identity}, 3};
  // The values that browsers send. The first is from Firefox, Safari and old browsers, the second
  // from Chrome.
  if (accept_encoding == "gzip, deflate, br" || accept_encoding == "gzip, deflate, br, zstd") return all;
  if (accept_encoding.empty()) return {{Coding::identity}, 1};

  Qualities qualities;
  while (!accept_encoding.empty()) read_member(take_until(accept_encoding, ','), qualities);
  // A coding that is not named gets the quality of "*". Without "*" it is not accepted. Only
  // identity is always accepted, as the last choice.
  for (int& quality : qualities.of) {
    if (quality == unset) quality = qualities.any_other;
  }
  if (qualities[Coding::identity] == unset) qualities[Coding::identity] = 1;

  CodingPreference preference{all.codings, 0};
  std::stable_sort(preference.codings.begin(), preference.codings.end(),
                   [&qualities](Coding a, Coding b) { return qualities[a] > qualities[b]; });
  while (preference.count < coding_count && qualities[preference.codings[preference.count]] > 0) ++preference.count;
  if (qualities[Coding::identity] <= 0) preference.codings[preference.count++] = Coding::identity;
  std::fill(preference.codings.begin() + static_cast<std::ptrdiff_t>(preference.count), preference.codings.end(),
            Coding::identity);
  return preference;
}

}  // namespace http
