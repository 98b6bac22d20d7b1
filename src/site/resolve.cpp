#include "site/resolve.h"

#include <algorithm>
#include <array>
#include <utility>

#include "did_you_mean.h"
#include "site/target.h"

namespace site {
namespace {

struct Row {
  Route route;
  std::string_view name;
  unsigned list = 0;              // the kind of list (a bit of `lists`); 0: not a list, no parameters
  std::string_view type = {};     // media type and
  std::string_view summary = {};  // meaning, of a route for programs; "": it is not described in /openapi.json
};

// In the order of the enumeration.
constexpr std::array<Row, 23> rows{{
    {Route::front_page, "/"},
    {Route::element, "/element.js"},
    {Route::resize, "/resize.js"},
    {Route::script, "/latest-news.js", lists::script, "text/javascript",
     "a script that carries the list and shows it where its tag is"},
    {Route::fragment, "/fragment", lists::fragment, "text/html", "the list as a fragment of HTML"},
    {Route::nodes, "/fragment.json", lists::nodes, "application/json", "the list as nodes (JsonML)"},
    {Route::embed, "/embed", lists::page, "text/html", "the list as a page, for frames"},
    {Route::json_feed, "/news.json", lists::feed, "application/feed+json", "the items as a JSON Feed"},
    {Route::rss, "/news.rss", lists::feed, "application/rss+xml", "the items as RSS 2.0"},
    {Route::atom, "/news.atom", lists::feed, "application/atom+xml", "the items as Atom"},
    {Route::calendar, "/news.ics", lists::feed, "text/calendar", "the items that have a day, as a calendar"},
    {Route::front_page_script, "/index.js"},
    {Route::icon, "/favicon.svg"},
    {Route::types, "/latest-news.d.ts"},
    {Route::oembed, "/oembed"},
    {Route::openapi, "/openapi.json"},
    {Route::sitemap, "/sitemap.xml"},
    {Route::robots, "/robots.txt"},
    {Route::item_json, "/items/{id}.json", 0, "application/json", "an item, as in the JSON Feed"},
    {Route::item, "/items/{id}", 0, "text/html", "an item's own page"},
    {Route::hashed_element, "/element.{hash}.js"},
    {Route::hashed_styles, "/fragment.{hash}.css"},
    {Route::other, "other"},
}};

constexpr bool is_in_order() {
  for (std::size_t place = 0; place < rows.size(); ++place) {
    if (rows[place].route != static_cast<Route>(place)) return false;
  }
  return true;
}
static_assert(is_in_order());

bool is_fixed(const Row& row) { return row.route != Route::other && row.name.find('{') == std::string_view::npos; }

bool is_visited(const Row& row) {
  return (row.list & lists::html) != 0 || row.route == Route::element || row.route == Route::resize;
}

std::vector<std::string> fixed_targets(bool are_visited) {
  std::vector<std::string> targets;
  for (const auto& row : rows) {
    if (!is_fixed(row) || row.route == Route::oembed || is_visited(row) != are_visited) continue;
    targets.emplace_back(row.name);
  }
  return targets;
}

// The parameters of /oembed (oembed.com, section 2.2), in the order of the canonical spelling.
constexpr std::array<std::string_view, 4> oembed_parameters{"url", "maxwidth", "maxheight", "format"};

QueryFields oembed_fields(const QueryFields& sent) {
  QueryFields fields;
  for (const auto name : oembed_parameters) {
    const auto found =
        std::find_if(sent.begin(), sent.end(), [name](const auto& field) { return field.first == name; });
    if (found != sent.end() && !found->second.empty()) fields.push_back(*found);
  }
  return fields;
}

// Whether a path matches the row. `is_nested`: it was sent with more than two slashes. `part` gets
// the text in place of the braces. It is not empty, and only an item's may have slashes.
bool matches(const Row& row, std::string_view path, bool is_nested, std::string_view& part) {
  if (is_fixed(row)) return row.name == path;
  const auto open = row.name.find('{');
  if (open == std::string_view::npos) return true;
  const auto before = row.name.substr(0, open);
  const auto behind = row.name.substr(row.name.find('}') + 1);
  if (path.size() <= before.size() + behind.size() || !path.starts_with(before) || !path.ends_with(behind)) {
    return false;
  }
  part = path.substr(before.size(), path.size() - before.size() - behind.size());
  // An item's id may be a URL with encoded slashes.
  return row.route == Route::item || row.route == Route::item_json ? !is_nested
                                                                   : part.find('/') == std::string_view::npos;
}

// Keeps slashes; each other character gets its one spelling.
std::string encode_path(std::string_view path) {
  std::string encoded;
  for (const char c : path) encoded += c == '/' ? "/" : percent_encode({&c, 1});
  return encoded;
}

std::string hint_for(const QueryFields& fields, unsigned list) {
  constexpr std::size_t shortest = 4;  // shorter names are similar to all others
  std::vector<std::string> known;
  for (const auto& parameter : parameters()) {
    if ((parameter.lists & list) != 0) known.emplace_back(parameter.name);
  }
  for (const auto& [name, value] : fields) {
    const bool is_known = std::any_of(parameters().begin(), parameters().end(),
                                      [&](const Parameter& parameter) { return parameter.name == name; });
    if (is_known || name.size() < shortest || value.empty()) continue;
    const auto meant = did_you_mean(name, known);
    if (meant.empty()) continue;
    return std::string("the parameter ").append(name).append(" is not known: did you mean ").append(meant).append("?");
  }
  return "";
}

}  // namespace

std::vector<std::string> route_names() {
  std::vector<std::string> names;
  names.reserve(rows.size());
  for (const auto& row : rows) names.emplace_back(row.name);
  return names;
}

std::string_view name_of(Route route) { return rows[static_cast<std::size_t>(route)].name; }

std::vector<RouteDescription> described_routes() {
  std::vector<RouteDescription> routes;
  for (const auto& row : rows) {
    if (!row.summary.empty()) routes.push_back({row.name, row.list, row.type, row.summary});
  }
  return routes;
}

std::vector<std::string> visited_targets() { return fixed_targets(true); }
std::vector<std::string> other_targets() { return fixed_targets(false); }

Resolved resolve(const rendering::Catalogue& catalogue, std::string_view target) {
  Resolved resolved;
  if (std::min(target.find('?'), target.size()) > max_path_bytes) {
    resolved.is_path_too_long = true;
    resolved.canonical = target;
    return resolved;
  }
  auto read = read_target(target);
  resolved.path = std::move(read.path);
  std::string_view part;
  std::size_t place = 0;
  const auto sent = target.substr(0, target.find('?'));
  const bool is_nested = std::count(sent.begin(), sent.end(), '/') > 2;
  while (!matches(rows[place], resolved.path, is_nested, part)) ++place;  // the last row matches everything
  const auto& row = rows[place];
  resolved.route = row.route;
  if (row.route != Route::other) resolved.part = is_fixed(row) ? std::string_view() : part;
  if (row.route == Route::oembed) {
    resolved.fields = oembed_fields(read.fields);
    resolved.canonical = row.name;
    for (const auto& [name, value] : resolved.fields) {
      resolved.canonical +=
          (resolved.canonical.size() == row.name.size() ? "?" : "&") + name + "=" + percent_encode(value);
    }
    return resolved;
  }
  if (row.list == 0) {
    resolved.canonical = row.route == Route::item        ? "/items/" + percent_encode(resolved.part)
                         : row.route == Route::item_json ? "/items/" + percent_encode(resolved.part) + ".json"
                                                         : encode_path(resolved.path);
    return resolved;
  }
  auto query = read_parameters(catalogue, read.fields, row.list);
  if (query.has_value()) {
    resolved.query = std::move(query).value();
    resolved.hint = hint_for(read.fields, row.list);
    resolved.canonical =
        resolved.hint.empty() ? std::string(row.name) + canonical_query(resolved.query) : std::string(target);
  } else {
    resolved.problem = std::move(query).error();
    resolved.canonical = target;
  }
  return resolved;
}

}  // namespace site
