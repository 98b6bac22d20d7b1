// site/resolve.h - the meaning of a request's target: the route, the item, and the query of a list.
// This is the only place that reads a target, by plain comparisons. Handlers get the result, never
// a client's bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "site/parameters.h"

namespace site {

// A longer path gives 414. RFC 9110, section 4.1, recommends support for targets of at least 8,000
// bytes. The longest valid path is an item's.
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
  other,  // no such route
};

// Names by number, for metrics. A name is a path; a variable part has a name in braces
// ("/items/{id}").
std::vector<std::string> route_names();
std::string_view name_of(Route route);

// The paths of the routes without a variable part: those that partners' pages load (the lists in HTML, and the scripts
// beside them), and the others, for webmasters and programs (the first page, feeds).
std::vector<std::string> visited_targets();
std::vector<std::string> other_targets();

// A route for programs, as it is described in /openapi.json.
struct RouteDescription {
  std::string_view name;
  unsigned lists;  // bits of `lists`: its parameters; 0: it has no parameters
  std::string_view type;
  std::string_view summary;
};
std::vector<RouteDescription> described_routes();

struct Resolved {
  Route route = Route::other;
  bool is_path_too_long = false;            // then the route is `other`
  std::string path;                         // decoded
  std::string part;                         // the text in place of the braces; not empty, slashes only in an item's
  QueryFields fields;                       // for /oembed, as they were sent
  ListQuery query;                          // of a list; the defaults if there is a problem
  std::optional<ParameterProblem> problem;  // what is wrong with a list's parameters
  std::string hint;                         // for an unknown parameter that is similar to a known one; ""
  // The one spelling of all targets with the same meaning. If there is a problem or a hint: as it
  // was sent.
  std::string canonical;
};

// `target` is in origin-form (RFC 9112, section 3.2.1), of any length and with any bytes in its query.
Resolved resolve(const rendering::Catalogue& catalogue, std::string_view target);

}  // namespace site
