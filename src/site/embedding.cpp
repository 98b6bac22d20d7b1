#include "site/embedding.h"

#include <utility>

#include "site/digest.h"
#include "site/parameters.h"
#include "site/problem.h"
#include "site/responses.h"

namespace site {
namespace {

constexpr const char* css = "text/css; charset=utf-8";

// A file at `path` alone; at names like it, those of other releases, a line that says where it is now.
void add_hashed(HttplibServer& server, Route route, std::string path, std::string body, const char* type) {
  server.add(route, [path = std::move(path), body = std::move(body), type](const Resolved& resolved,
                                                                           httplib::Response& response) {
    if (resolved.path == path) return send(response, body, type, Freshness::for_good);
    send_problem(response, 404, replaced(resolved.path, path));
  });
}

}  // namespace

const nlohmann::ordered_json& list_defaults() {
  static const auto defaults = [] {
    auto object = nlohmann::ordered_json::object();
    for (const auto& parameter : parameters()) {
      if ((parameter.lists & lists::script) != 0) object[std::string(parameter.name)] = parameter.default_value;
    }
    return object;
  }();
  return defaults;
}

std::string hashed_element_path(const edition::Edition& edition) {
  return "/element." + name_digest(edition.renderer().element(list_defaults())) + ".js";
}

std::string hashed_styles_path(const edition::Edition& edition) {
  return "/fragment." + name_digest(edition.renderer().list_styles()) + ".css";
}

std::string element_integrity(const edition::Edition& edition) {
  return sha384_source(edition.renderer().element(list_defaults()));
}

void add_embedding_routes(HttplibServer& server, const edition::Edition& edition) {
  const auto& renderer = edition.renderer();
  server.add(Route::element, [&renderer](const Resolved&, httplib::Response& response) {
    send(response, renderer.element(list_defaults()), javascript_type, Freshness::news);
  });
  server.add(Route::resize, [&renderer](const Resolved&, httplib::Response& response) {
    send(response, renderer.resize(), javascript_type, Freshness::news);
  });
  add_hashed(server, Route::hashed_element, hashed_element_path(edition), renderer.element(list_defaults()),
             javascript_type);
  add_hashed(server, Route::hashed_styles, hashed_styles_path(edition), renderer.list_styles(), css);
}

}  // namespace site
