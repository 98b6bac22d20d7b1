#include "site/routes.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <utility>

#include "http/http_date.h"
#include "news/moment.h"
#include "rendering/json_feed.h"
#include "rendering/json_ml.h"
#include "rendering/json_text.h"
#include "site/embedding.h"
#include "site/fields.h"
#include "site/parameters.h"
#include "site/problem.h"
#include "site/responses.h"
#include "site/target.h"

namespace site {
namespace {

using edition::Edition;

constexpr const char* html = "text/html; charset=utf-8";
constexpr const char* item_prefix = "/items/";

// What a handler of a list answers with.
struct Page {
  std::string body;
  std::string type;
  std::string policy;
  news::Selection selection;
};

// The URL of a page of a list, absolute; "" where that page has no items.
std::string page_url(const Edition& edition, const std::string& path, ListQuery query, std::size_t page,
                     std::size_t pages) {
  if (page < 1 || page > pages) return {};
  query.selection.page = static_cast<unsigned>(page);
  return edition.renderer().public_url() + path + canonical_query(query);
}

std::string next_url(const Edition& edition, const std::string& path, const ListQuery& query,
                     const news::Selection& selection) {
  return page_url(edition, path, query, std::size_t{query.selection.page} + 1, selection.pages);
}

// From a page past the end, back to the last one.
std::string previous_url(const Edition& edition, const std::string& path, const ListQuery& query,
                         const news::Selection& selection) {
  const std::size_t before = query.selection.page - 1;
  return page_url(edition, path, query, std::min(before, std::max(selection.pages, std::size_t{1})),
                  std::max(selection.pages, std::size_t{1}));
}

// What tells a list from the feed's others, for who only hears its name: the values that choose its items.
std::string distinction(const ListQuery& query) {
  const ListQuery selection{.selection = query.selection, .presentation = {}};
  std::string values;
  for (const auto& [name, value] : asked_values(selection)) values += (values.empty() ? "" : ", ") + value;
  return values;
}

// A list in another page's place: its links lead to items, and to another page of the list only where that is asked.
std::string list(const Edition& edition, const ListQuery& query, const news::Selection& selection) {
  const auto next = query.presentation.more ? next_url(edition, "/embed", query, selection) : std::string();
  return edition.fragment(selection, query.presentation, {"", next, distinction(query)});
}

Page fragment(const Edition& edition, const ListQuery& query) {
  auto selection = edition.select(query.selection);
  auto text = list(edition, query, selection);
  if (query.presentation.shadow) {
    // What the element would ask by itself.
    auto inside = query;
    inside.presentation.shadow = false;
    const auto& renderer = edition.renderer();
    text = renderer.shadow(text, asked_values(inside), renderer.public_url() + hashed_styles_path(edition));
  }
  return {std::move(text), html, fragment_policy(), std::move(selection)};
}

Page fragment_json(const Edition& edition, const ListQuery& query) {
  auto selection = edition.select(query.selection);
  return {rendering::json_text(rendering::json_ml(list(edition, query, selection))), "application/json",
          fragment_policy(), std::move(selection)};
}

Page embed(const Edition& edition, const ListQuery& query) {
  auto selection = edition.select(query.selection);
  const rendering::Neighbours neighbours{previous_url(edition, "/embed", query, selection),
                                         next_url(edition, "/embed", query, selection), distinction(query)};
  const auto& renderer = edition.renderer();
  return {renderer.embed(edition.fragment(selection, query.presentation, neighbours), query.presentation), html,
          frame_policy(renderer.page_styles(), renderer.frame_script()), std::move(selection)};
}

Page script(const Edition& edition, const ListQuery& query, const std::string& problem = "") {
  auto selection = edition.select(query.selection);
  const auto& renderer = edition.renderer();
  return {renderer.script(list(edition, query, selection),
                          renderer.public_url() + "/latest-news.js" + canonical_query(query), list_defaults(), problem),
          javascript_type, fragment_policy(), std::move(selection)};
}

Page news_json(const Edition& edition, const ListQuery& query) {
  auto selection = edition.select(query.selection);
  const auto& public_url = edition.renderer().public_url();
  const rendering::FeedAddresses addresses{public_url + "/news.json" + canonical_query(query),
                                           next_url(edition, "/news.json", query, selection), public_url + item_prefix};
  return {rendering::json_text(rendering::json_feed(edition.feed(), selection.items, addresses)),
          "application/feed+json", fragment_policy(), std::move(selection)};
}

struct ListRoute {
  std::string_view path;
  Page (*make)(const Edition&, const ListQuery&);
};
constexpr std::array<ListRoute, 5> list_routes{{
    {"/latest-news.js", [](const Edition& edition, const ListQuery& query) { return script(edition, query); }},
    {"/fragment", fragment},
    {"/fragment.json", fragment_json},
    {"/embed", embed},
    {"/news.json", news_json},
}};

// Files served as they are: the path that they have here, and the one that they are served at.
struct FileRoute {
  std::string_view path;
  std::string_view file;
  const char* type;
};
constexpr std::array<FileRoute, 3> file_routes{{
    {"/index.js", "widget/scripts/index.js", javascript_type},
    {"/favicon.svg", "static/favicon.svg", "image/svg+xml"},
    {"/latest-news.d.ts", "static/latest-news.d.ts", "application/typescript"},
}};

// The neighbours of a page, for programs (RFC 8288).
void link_pages(httplib::Response& response, const Edition& edition, const std::string& path, const ListQuery& query,
                const news::Selection& selection) {
  std::string links;
  const auto link = [&](const std::string& url, const char* relation) {
    if (!url.empty()) links += (links.empty() ? "<" : ", <") + url + ">; rel=\"" + relation + '"';
  };
  link(previous_url(edition, path, query, selection), "prev");
  link(next_url(edition, path, query, selection), "next");
  if (!links.empty()) response.set_header("Link", links);
}

// RFC 9110, section 8.8.2: of all that is shown, where the news say so of all; else it is not known.
void date_content(httplib::Response& response, const std::vector<const news::Item*>& items) {
  std::int64_t latest = 0;
  for (const auto* item : items) {
    const auto modified = news::parse_moment(item->date_modified);
    if (!modified) return;
    latest = std::max(latest, modified->seconds);
  }
  // No later than the answer itself, where a publisher's clock is ahead (section 8.8.2.1).
  if (latest > std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())) return;
  if (latest > 0) response.set_header("Last-Modified", http::format_http_date(latest));
}

std::vector<const news::Item*> items_of(const Edition& edition, const news::Selection& selection) {
  std::vector<const news::Item*> items;
  for (const auto place : selection.items) items.push_back(&edition.feed().items[place]);
  return items;
}

// cpp-httplib matches paths as regular expressions.
std::string pattern_of(std::string_view path) {
  std::string pattern;
  for (const char c : path) {
    if (c == '.') pattern += '\\';
    pattern += c;
  }
  return pattern;
}

void add_list(HttplibServer& server, const Edition& edition, const ListRoute& route) {
  server.Get(pattern_of(route.path), [&edition, &route](const httplib::Request& request, httplib::Response& response) {
    const auto query = read_parameters(QueryFields(request.params.begin(), request.params.end()));
    const std::string path(route.path);
    if (!query.has_value()) {
      // A script that does not come is a hole in the partner's page: it comes, with the defaults, and tells the
      // page's author on the console.
      if (route.path != "/latest-news.js") return send_problem(response, 400, bad_parameter(query.error()));
      auto page = script(edition, {}, query.error().message());
      return send(response, page.body, page.type, Freshness::news, page.policy);
    }
    auto page = route.make(edition, query.value());
    link_pages(response, edition, path, query.value(), page.selection);
    date_content(response, items_of(edition, page.selection));
    // A page that is isolated may frame only such pages as are so themselves (HTML, section 7.1.4).
    if (route.path == "/embed") response.set_header("Cross-Origin-Embedder-Policy", "require-corp");
    send(response, page.body, page.type, Freshness::news, page.policy);
  });
}

}  // namespace

void add_routes(HttplibServer& server, const Edition& edition) {
  const auto& renderer = edition.renderer();
  httplib::Headers defaults;
  for (const auto& field : common_fields()) defaults.emplace(field.name, field.value);
  server.set_default_headers(defaults);

  for (const auto& route : list_routes) add_list(server, edition, route);
  add_embedding_routes(server, edition);
  server.Get("/", [&edition, &renderer](const httplib::Request&, httplib::Response& response) {
    const ListQuery query{.selection = {.limit = 3}, .presentation = {}};
    send(response,
         renderer.front_page(list(edition, query, edition.select(query.selection)),
                             renderer.public_url() + hashed_element_path(edition), element_integrity(edition)),
         html, Freshness::news, front_page_policy(renderer.page_styles(), renderer.public_url()));
  });
  server.Get("/items/([^/]+)", [&edition, &renderer](const httplib::Request& request, httplib::Response& response) {
    const auto* item = edition.find_item(request.matches[1].str());
    if (item == nullptr) {
      response.status = 404;  // the error handler says the rest
      return;
    }
    date_content(response, {item});
    send(response, renderer.item_page(*item), html, Freshness::news, page_policy(renderer.page_styles()));
  });
  for (const auto& route : file_routes) {
    server.Get(pattern_of(route.path), [&edition, &route](const httplib::Request&, httplib::Response& response) {
      send(response, rendering::file_at(edition.files(), route.file), route.type, Freshness::news);
    });
  }
  server.set_error_handler([&renderer](const httplib::Request& request, httplib::Response& response) {
    if (response.status == 404 && response.body.empty()) {
      send_problem(response, 404, not_found(request.path, renderer.public_url()));
    }
  });
}

std::vector<std::string> fixed_targets() {
  std::vector<std::string> targets{"/"};
  for (const auto route : embedding_routes) targets.emplace_back(route);
  for (const auto& route : list_routes) targets.emplace_back(route.path);
  for (const auto& route : file_routes) targets.emplace_back(route.path);
  return targets;
}

std::vector<std::string> route_names() {
  std::vector<std::string> names = fixed_targets();
  names.emplace_back("/items/{id}");
  names.emplace_back("other");
  return names;
}

std::size_t route_of(std::string_view target) {
  static const auto names = route_names();
  const auto path = read_target(target).path;
  const std::size_t other = names.size() - 1;
  if (path.starts_with(item_prefix)) return other - 1;
  return static_cast<std::size_t>(std::find(names.begin(), names.end() - 1, path) - names.begin());
}

std::optional<std::string> canonical_target(std::string_view target) {
  const auto read = read_target(target);
  for (const auto& route : list_routes) {
    if (route.path != read.path) continue;
    const auto query = read_parameters(read.fields);
    if (!query.has_value()) return std::nullopt;
    return read.path + canonical_query(query.value());
  }
  // Nothing else has parameters. Slashes stand for themselves; all else is spelled in one way.
  std::string path;
  for (const char c : read.path) path += c == '/' ? "/" : percent_encode({&c, 1});
  return path;
}

}  // namespace site
