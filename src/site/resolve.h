// site/resolve.h - what a request's target means: which route, which item, and what is asked of a list.
// A target is read here, once, by plain comparisons; handlers get what was read, never the bytes of a client.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "site/parameters.h"

namespace site {

// A longer path is answered with 414. RFC 9110, section 4.1, recommends to take targets of at least 8,000 bytes; the
// longest path that leads somewhere is an item's.
inline constexpr std::size_t max_path_bytes = 8192;

enum class Route : unsigned char {
  front_page,
  element,
  resize,
  script,
  fragment,
  nodes,
  embed,
  json_feed,
  rss,
  atom,
  calendar,
  front_page_script,
  icon,
  types,
  oembed,
  openapi,
  sitemap,
  robots,
  item_json,
  item,
  hashed_element,
  hashed_styles,
  other,  // nothing is there
};

// Names by number, for metrics: a path, with a name in braces where it has a part that differs ("/items/{id}").
std::vector<std::string> route_names();
std::string_view name_of(Route route);

// The paths of all routes without such a part: every list, every file. Most asked for first.
std::vector<std::string> fixed_targets();

// A route for programs, as /openapi.json describes it.
struct RouteDescription {
  std::string_view name;
  unsigned lists;  // bits of `lists`: which parameters it has; 0: none
  std::string_view type;
  std::string_view summary;
};
std::vector<RouteDescription> described_routes();

struct Resolved {
  Route route = Route::other;
  bool is_path_too_long = false;            // then the route is `other`
  std::string path;                         // decoded
  std::string part;                         // the text in the place of the braces; no slash, not empty
  QueryFields fields;                       // of /oembed, as they were sent
  ListQuery query;                          // of a list; the defaults where there is a problem
  std::optional<ParameterProblem> problem;  // what is wrong with a list's parameters
  std::string hint;                         // of an unknown parameter whose name is near a known one; "" for none
  // The one spelling of all targets that mean the same; as it was sent where there is a problem or a hint.
  std::string canonical;
};

// `target` is in origin-form (RFC 9112, section 3.2.1), of any length and with any bytes in its query.
Resolved resolve(std::string_view target);

}  // namespace site
