#include "site/resolve.h"

#include <algorithm>
#include <array>
#include <utility>

#include "site/target.h"

namespace site {
namespace {

struct Row {
  Route route;
  std::string_view name;
  unsigned list = 0;  // the kind of list (a bit of `lists`); 0: it is none, and has no parameters
};

// In the order of the enumeration.
constexpr std::array<Row, 15> rows{{
    {Route::front_page, "/"},
    {Route::element, "/element.js"},
    {Route::resize, "/resize.js"},
    {Route::script, "/latest-news.js", lists::script},
    {Route::fragment, "/fragment", lists::fragment},
    {Route::nodes, "/fragment.json", lists::nodes},
    {Route::embed, "/embed", lists::page},
    {Route::json_feed, "/news.json", lists::feed},
    {Route::front_page_script, "/index.js"},
    {Route::icon, "/favicon.svg"},
    {Route::types, "/latest-news.d.ts"},
    {Route::item, "/items/{id}"},
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

// Whether a path is one of the row's. `is_nested`: it was sent with more than two slashes. `part`: the text in the
// place of the braces; not empty, and no slash but in an item's.
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
  // An item's id may be a URL, with its slashes encoded.
  return row.route == Route::item ? !is_nested : part.find('/') == std::string_view::npos;
}

// Slashes stay; every other character has one spelling.
std::string encode_path(std::string_view path) {
  std::string encoded;
  for (const char c : path) encoded += c == '/' ? "/" : percent_encode({&c, 1});
  return encoded;
}

}  // namespace

std::vector<std::string> route_names() {
  std::vector<std::string> names;
  names.reserve(rows.size());
  for (const auto& row : rows) names.emplace_back(row.name);
  return names;
}

std::string_view name_of(Route route) { return rows[static_cast<std::size_t>(route)].name; }

std::vector<std::string> fixed_targets() {
  std::vector<std::string> targets;
  targets.reserve(rows.size());
  for (const auto& row : rows) {
    if (is_fixed(row)) targets.emplace_back(row.name);
  }
  return targets;
}

Resolved resolve(std::string_view target) {
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
  while (!matches(rows[place], resolved.path, is_nested, part)) ++place;  // the last row takes all
  const auto& row = rows[place];
  resolved.route = row.route;
  if (row.route != Route::other) resolved.part = is_fixed(row) ? std::string_view() : part;
  if (row.list == 0) {
    resolved.canonical =
        row.route == Route::item ? "/items/" + percent_encode(resolved.part) : encode_path(resolved.path);
    return resolved;
  }
  auto query = read_parameters(read.fields, row.list);
  if (query.has_value()) {
    resolved.query = std::move(query).value();
    resolved.canonical = std::string(row.name) + canonical_query(resolved.query);
  } else {
    resolved.problem = std::move(query).error();
    resolved.canonical = target;
  }
  return resolved;
}

}  // namespace site
