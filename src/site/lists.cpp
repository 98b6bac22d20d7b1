#include "site/lists.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "rendering/accent.h"
#include "rendering/atom.h"
#include "rendering/icalendar.h"
#include "rendering/json_feed.h"
#include "rendering/json_ml.h"
#include "rendering/json_text.h"
#include "rendering/rss.h"
#include "site/embedding.h"
#include "site/fields.h"
#include "site/oembed.h"
#include "site/problem.h"
#include "site/responses.h"

namespace site {
namespace {

using edition::Edition;

// The answer of a list's handler.
struct Page {
  std::string body;
  std::string type;
  std::string policy;
  news::Selection selection;
};

// The absolute URL of a page of a list. "" if that page has no items.
std::string page_url(const Edition& edition, Route route, ListQuery query, std::size_t page, std::size_t pages) {
  if (page < 1 || page > pages) return {};
  query.selection.page = static_cast<unsigned>(page);
  return edition.renderer().public_url() + std::string(name_of(route)) + canonical_query(query);
}

std::string next_url(const Edition& edition, Route route, const ListQuery& query, const news::Selection& selection) {
  return page_url(edition, route, query, std::size_t{query.selection.page} + 1, selection.pages);
}

// For a page past the end, this is the last page.
std::string previous_url(const Edition& edition, Route route, const ListQuery& query,
                         const news::Selection& selection) {
  const std::size_t before = query.selection.page - 1;
  return page_url(edition, route, query, std::min(before, std::max(selection.pages, std::size_t{1})),
                  std::max(selection.pages, std::size_t{1}));
}

// The values that choose the items. With them, users of screen readers can tell lists apart.
rendering::SelectionWords selection_words(const news::Query& query) {
  const auto joined = [](const std::vector<std::string>& words, const char* separator) {
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : separator) + word;
    return all;
  };
  return {.about = joined(query.words, " "),
          .without = joined(query.excluded, " "),
          .tagged = joined(query.tags, ", "),
          .since = query.since ? news::to_string(*query.since) : std::string(),
          .until = query.until ? news::to_string(*query.until) : std::string(),
          .page = query.page > 1 ? std::to_string(query.page) : std::string()};
}

rendering::PageLinks page_links(const Edition& edition, const ListQuery& query, const news::Selection& selection) {
  rendering::PageLinks links;
  links.distinction = edition.renderer().distinction(selection_words(query.selection), query.presentation.look);
  if (selection.leaves_languages_out) {
    auto all = query;
    all.selection.page = 1;
    all.selection.others_follow = true;
    links.all_languages =
        edition.renderer().public_url() + std::string(name_of(Route::embed)) + canonical_query(all, lists::page);
  }
  return links;
}

std::string list(const Edition& edition, const ListQuery& query, const news::Selection& selection,
                 const rendering::Presentation& presentation) {
  auto links = page_links(edition, query, selection);
  if (query.presentation.more) links.next = next_url(edition, Route::embed, query, selection);
  return edition.fragment(selection, presentation, links);
}

std::string list(const Edition& edition, const ListQuery& query, const news::Selection& selection) {
  return list(edition, query, selection, query.presentation);
}

// What the page's author should know.
std::string advice(const ListQuery& query) {
  const auto& [accent, theme] = std::pair(query.presentation.accent, query.presentation.theme);
  if (!rendering::is_accent_changed(accent, theme)) return "";
  return "the parameter accent is \"" + accent + "\"; its lightness was changed, for a contrast of 4.5:1";
}

Page fragment(const Edition& edition, const ListQuery& query) {
  auto selection = edition.select(query.selection);
  const auto& asked = query.presentation;
  if (!asked.shadow) {
    auto presentation = asked;
    auto& more_link = presentation.look.more_link;
    // Without our styles, a title does not look like a link to all of the item.
    if (more_link == rendering::MoreLink::automatic) more_link = rendering::MoreLink::on;
    auto text = list(edition, query, selection, presentation);
    return {std::move(text), html_type, fragment_policy(), std::move(selection)};
  }
  // The query that the element itself would send.
  auto inside = query;
  inside.presentation.shadow = false;
  const auto& renderer = edition.renderer();
  const auto styles =
      asked.styles ? renderer.public_url() + hashed_styles_path(edition, asked.look.layout) : std::string();
  auto text = renderer.shadow(list(edition, query, selection), asked_values(inside), styles);
  return {std::move(text), html_type, fragment_policy(), std::move(selection)};
}

Page fragment_json(const Edition& edition, const ListQuery& query, const std::string& problem = "") {
  auto selection = edition.select(query.selection);
  auto nodes = rendering::json_ml(list(edition, query, selection));
  // The element's script has the styles of the default layout. Other styles come with the list.
  auto styles = edition.renderer().list_styles(query.presentation);
  if (styles != edition.renderer().list_styles()) nodes[1]["data-styles"] = std::move(styles);
  const auto message = problem.empty() ? advice(query) : problem;
  if (!message.empty()) nodes[1]["data-problem"] = message;
  return {rendering::json_text(nodes), "application/json", fragment_policy(), std::move(selection)};
}

Page embed(const Edition& edition, const ListQuery& query, const std::string& problem = "") {
  auto selection = edition.select(query.selection);
  auto links = page_links(edition, query, selection);
  links.previous = previous_url(edition, Route::embed, query, selection);
  links.next = next_url(edition, Route::embed, query, selection);
  const auto& renderer = edition.renderer();
  const auto address = renderer.public_url() + std::string(name_of(Route::embed)) + canonical_query(query);
  // The page is the list's own: its heading is the page's.
  auto presentation = query.presentation;
  presentation.level = presentation.heading == "off" ? 2 : 1;
  return {renderer.embed(edition.fragment(selection, presentation, links), presentation,
                         oembed_url(renderer.public_url(), address), problem.empty() ? advice(query) : problem),
          html_type,
          frame_policy(renderer.page_styles(rendering::PageKind::frame, presentation), renderer.frame_script(),
                       presentation.look.images),
          std::move(selection)};
}

Page script(const Edition& edition, const ListQuery& query, const std::string& problem = "") {
  auto selection = edition.select(query.selection);
  const auto& renderer = edition.renderer();
  return {renderer.script(list(edition, query, selection),
                          renderer.public_url() + std::string(name_of(Route::script)) + canonical_query(query),
                          query.presentation, problem.empty() ? advice(query) : problem),
          javascript_type, fragment_policy(), std::move(selection)};
}

struct FeedFormat {
  Route route;
  const char* type;
  std::string (*write)(const rendering::FeedPage& page);
};

// A new format needs one row here, one row in resolve.cpp, and one file in rendering/.
constexpr auto feed_formats = std::to_array<FeedFormat>({
    {Route::json_feed, rendering::json_feed_type, rendering::json_feed},
    {Route::rss, rendering::rss_type, rendering::rss},
    {Route::atom, rendering::atom_type, rendering::atom},
    {Route::calendar, rendering::icalendar_type, rendering::icalendar},
});

Page feed_in(const FeedFormat& format, const Edition& edition, const ListQuery& query) {
  auto selection = edition.select(query.selection);
  const auto& public_url = edition.renderer().public_url();
  const auto& home = edition.feed().home_page_url;
  const auto route = format.route;
  const bool is_first = query.selection.page == 1;
  auto body = format.write({.feed = edition.feed(),
                            .places = selection.items,
                            .feed_url = public_url + std::string(name_of(route)) + canonical_query(query),
                            .previous_url = is_first ? "" : previous_url(edition, route, query, selection),
                            .next_url = next_url(edition, route, query, selection),
                            .home_url = home.empty() ? public_url + "/" : home,
                            .item_url_prefix = public_url + "/items/"});
  return {std::move(body), format.type, fragment_policy(), std::move(selection)};
}

// The links to other pages, for programs (RFC 8288).
void link_pages(httplib::Response& response, const Edition& edition, Route route, const ListQuery& query,
                const news::Selection& selection) {
  std::string links;
  const auto link = [&](const std::string& url, const char* relation) {
    if (!url.empty()) links += (links.empty() ? "<" : ", <") + url + ">; rel=\"" + relation + '"';
  };
  link(previous_url(edition, route, query, selection), "prev");
  link(next_url(edition, route, query, selection), "next");
  if (!links.empty()) response.set_header("Link", links);
}

std::vector<const news::Item*> items_of(const Edition& edition, const news::Selection& selection) {
  std::vector<const news::Item*> items;
  for (const auto place : selection.items) items.push_back(&edition.feed().items[place]);
  return items;
}

// The list with a message to the page's author, if the format has a place for it.
Page with_hint(const Edition& edition, Route route, const Resolved& resolved,
               const std::function<Page(const Edition&, const ListQuery&)>& make) {
  if (route == Route::script) return script(edition, resolved.query, resolved.hint);
  if (route == Route::embed) return embed(edition, resolved.query, resolved.hint);
  if (route == Route::nodes) return fragment_json(edition, resolved.query, resolved.hint);
  return make(edition, resolved.query);
}

// `make` makes the list of a valid query.
void add_list(HttplibServer& server, const Edition& edition, Route route,
              const std::function<Page(const Edition&, const ListQuery&)>& make) {
  server.add(route, [&edition, route, make](const Resolved& resolved, httplib::Response& response) {
    if (resolved.problem) {
      // Without a script there would be a hole in the partner's page. So the script is sent with
      // the defaults, and tells the page's author on the console.
      if (route != Route::script) return send_problem(response, 400, bad_parameter(*resolved.problem));
      auto page = script(edition, {}, resolved.problem->message());
      return send(response, page.body, page.type, Freshness::news, page.policy);
    }
    auto page = resolved.hint.empty() ? make(edition, resolved.query) : with_hint(edition, route, resolved, make);
    link_pages(response, edition, route, resolved.query, page.selection);
    date_content(response, items_of(edition, page.selection));
    // An isolated page may frame only pages that are isolated too (HTML, section 7.1.4).
    if (route == Route::embed) {
      response.set_header("Cross-Origin-Embedder-Policy", "require-corp");
      link_alternates(response, edition.renderer().public_url());
    }
    send(response, page.body, page.type, Freshness::news, page.policy);
  });
}

}  // namespace

void add_list_routes(HttplibServer& server, const Edition& edition) {
  add_list(server, edition, Route::script,
           [](const Edition& one, const ListQuery& query) { return script(one, query); });
  add_list(server, edition, Route::fragment, fragment);
  add_list(server, edition, Route::nodes,
           [](const Edition& one, const ListQuery& query) { return fragment_json(one, query); });
  add_list(server, edition, Route::embed, [](const Edition& one, const ListQuery& query) { return embed(one, query); });
  for (const auto& format : feed_formats) {
    add_list(server, edition, format.route,
             [&format](const Edition& one, const ListQuery& query) { return feed_in(format, one, query); });
  }
}

std::string embed_html(const Edition& edition, const std::string& problem) { return embed(edition, {}, problem).body; }

std::string list_html(const Edition& edition, const ListQuery& query) {
  return list(edition, query, edition.select(query.selection));
}

}  // namespace site
