#include "site/routes.h"

#include <string>

#include "rendering/json_feed.h"
#include "rendering/json_text.h"
#include "rendering/structured_data.h"
#include "rendering/templates.h"
#include "rendering/xml_writer.h"
#include "site/configurator.h"
#include "site/embedding.h"
#include "site/error_page.h"
#include "site/fields.h"
#include "site/lists.h"
#include "site/oembed.h"
#include "site/openapi.h"
#include "site/problem.h"
#include "site/responses.h"

namespace site {
namespace {

using edition::Edition;

void send_not_found(httplib::Response& response, const Edition& edition, const Resolved& resolved) {
  send_problem(response, 404, not_found(resolved.path, edition.renderer().public_url()));
}

// An item that existed before is gone (RFC 9110, section 15.5.11): programs need not request it
// again.
void send_no_item(httplib::Response& response, const Edition& edition, const Resolved& resolved) {
  if (!edition.was_there(resolved.part)) return send_not_found(response, edition, resolved);
  send_problem(response, 410, gone(resolved.path, edition.renderer().public_url()));
}

void add_front_page(HttplibServer& server, const Edition& edition) {
  server.add(Route::front_page, [&edition](const Resolved&, httplib::Response& response) {
    const auto& renderer = edition.renderer();
    const auto preview = list_html(edition, {.selection = {.limit = 5}, .presentation = {}});
    const auto& public_url = renderer.public_url();
    link_alternates(response, public_url);
    const auto selection = edition.select({.limit = 10});
    const rendering::FeedPage page{.feed = edition.feed(),
                                   .places = selection.items,
                                   .feed_url = "",
                                   .previous_url = "",
                                   .next_url = "",
                                   .home_url = "",
                                   .item_url_prefix = public_url + "/items/"};
    send(response,
         renderer.front_page({.fragment = preview,
                              .element_url = public_url + hashed_element_path(edition),
                              .element_integrity = element_integrity(edition),
                              .oembed_url = oembed_url(public_url, public_url + "/"),
                              .structured_data = rendering::item_list(page),
                              .item_controls = item_controls(renderer.catalogue()),
                              .look_controls = look_controls(renderer.catalogue())}),
         html_type, Freshness::news,
         front_page_policy(renderer.page_styles(rendering::PageKind::front), renderer.public_url()));
  });
}

void add_items(HttplibServer& server, const Edition& edition) {
  server.add(Route::item, [&edition](const Resolved& resolved, httplib::Response& response) {
    const auto* item = edition.find_item(resolved.part);
    if (item == nullptr) return send_no_item(response, edition, resolved);
    const auto& renderer = edition.renderer();
    date_content(response, {item});
    link_alternates(response, renderer.public_url());
    send(response, renderer.item_page(*item, oembed_url(renderer.public_url(), renderer.item_url(*item))), html_type,
         Freshness::news, page_policy(renderer.page_styles(rendering::PageKind::content)));
  });
}

void add_item_json(HttplibServer& server, const Edition& edition) {
  server.add(Route::item_json, [&edition](const Resolved& resolved, httplib::Response& response) {
    const auto* item = edition.find_item(resolved.part);
    if (item == nullptr) return send_no_item(response, edition, resolved);
    date_content(response, {item});
    send(response, rendering::json_text(rendering::json_item(*item, edition.renderer().public_url() + "/items/")),
         "application/json", Freshness::news);
  });
}

// sitemaps.org, protocol 0.9: at most 50,000 URLs.
std::string sitemap(const Edition& edition) {
  constexpr std::size_t max_urls = 50'000;
  const auto& renderer = edition.renderer();
  rendering::XmlWriter xml;
  xml.start("urlset");
  xml.attribute("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
  const auto add = [&xml](const std::string& url, const std::string& modified) {
    xml.start("url");
    xml.element("loc", url);
    xml.element("lastmod", modified);
    xml.end();
  };
  add(renderer.public_url() + "/", "");
  std::size_t count = 1;
  for (const auto& item : edition.feed().items) {
    if (++count > max_urls) break;
    add(renderer.item_url(item), item.days ? news::to_string(item.days->first) : std::string());
  }
  return xml.finish();
}

void add_search_engine_routes(HttplibServer& server, const Edition& edition) {
  server.add(Route::sitemap, [&edition](const Resolved&, httplib::Response& response) {
    send(response, sitemap(edition), "application/xml", Freshness::news);
  });
  server.add(Route::robots, [&edition](const Resolved&, httplib::Response& response) {
    send(response, "User-agent: *\nAllow: /\n\nSitemap: " + edition.renderer().public_url() + "/sitemap.xml\n",
         "text/plain; charset=utf-8", Freshness::news);
  });
  server.add(Route::openapi, [&edition](const Resolved&, httplib::Response& response) {
    send(response, openapi(edition.feed().title, edition.renderer().public_url(), edition.renderer().catalogue()),
         "application/json", Freshness::news);
  });
}

// A file that is served unchanged. `file` is its path in the assets.
void add_file(HttplibServer& server, const Edition& edition, Route route, const char* file, const char* type) {
  server.add(route, [&edition, file, type](const Resolved&, httplib::Response& response) {
    send(response, rendering::file_at(edition.files(), file), type, Freshness::news);
  });
}

}  // namespace

void add_routes(HttplibServer& server, const Edition& edition) {
  httplib::Headers defaults;
  server.set_cache_fields(edition.surrogate_key(), edition.cdn_cache_control());
  const auto& allowed_origins = edition.allowed_origins();
  if (allowed_origins) server.set_frame_ancestors("'self' " + *allowed_origins);
  for (const auto& field : common_fields(!allowed_origins)) defaults.emplace(field.name, field.value);
  server.set_default_headers(defaults);

  server.set_error_page([&edition](const Resolved& resolved, const http::Response& problem) {
    return error_page(edition, resolved, problem);
  });
  add_front_page(server, edition);
  add_list_routes(server, edition);
  add_embedding_routes(server, edition);
  add_items(server, edition);
  add_item_json(server, edition);
  add_search_engine_routes(server, edition);
  add_oembed_route(server, edition);
  add_file(server, edition, Route::front_page_script, "widget/scripts/index.js", javascript_type);
  add_file(server, edition, Route::icon, "static/favicon.svg", "image/svg+xml");
  add_file(server, edition, Route::types, "static/latest-news.d.ts", "application/typescript");
  server.add(Route::other, [&edition](const Resolved& resolved, httplib::Response& response) {
    if (resolved.is_path_too_long) return send_problem(response, 414, path_too_long());
    send_not_found(response, edition, resolved);
  });
}

}  // namespace site
