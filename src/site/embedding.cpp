#include "site/embedding.h"

#include <cstddef>
#include <utility>
#include <vector>

#include "http/digest.h"
#include "site/problem.h"
#include "site/responses.h"

namespace site {
namespace {

constexpr const char* css = "text/css; charset=utf-8";

struct HashedFile {
  std::string path;
  std::string body;
};

// Serves the files only at their exact paths. Similar names belong to other releases: the answer is
// a line that names the current path of the first file.
void add_hashed(HttplibServer& server, Route route, std::vector<HashedFile> files, const char* type) {
  server.add(route, [files = std::move(files), type](const Resolved& resolved, httplib::Response& response) {
    for (const auto& [path, body] : files) {
      if (resolved.path == path) return send(response, body, type, Freshness::for_good);
    }
    send_problem(response, 404, replaced(resolved.path, files.front().path));
  });
}

rendering::Presentation with_layout(std::string_view layout) {
  rendering::Presentation presentation;
  presentation.look.layout = layout;
  return presentation;
}

}  // namespace

std::string hashed_element_path(const edition::Edition& edition) {
  return "/element." + http::name_digest(edition.renderer().element()) + ".js";
}

std::string hashed_styles_path(const edition::Edition& edition, std::string_view layout) {
  return "/fragment." + http::name_digest(edition.renderer().list_styles(with_layout(layout))) + ".css";
}

std::string element_integrity(const edition::Edition& edition) {
  return http::sha384_source(edition.renderer().element());
}

void add_embedding_routes(HttplibServer& server, const edition::Edition& edition) {
  const auto& renderer = edition.renderer();
  server.add(Route::element, [&renderer](const Resolved&, httplib::Response& response) {
    send(response, renderer.element(), javascript_type, Freshness::news);
  });
  server.add(Route::resize, [&renderer](const Resolved&, httplib::Response& response) {
    send(response, renderer.resize(), javascript_type, Freshness::news);
  });
  add_hashed(server, Route::hashed_element, {{hashed_element_path(edition), renderer.element()}}, javascript_type);
  std::vector<HashedFile> styles;
  for (const auto& layout : renderer.catalogue().layouts) {
    styles.push_back({hashed_styles_path(edition, layout), renderer.list_styles(with_layout(layout))});
  }
  add_hashed(server, Route::hashed_styles, std::move(styles), css);
}

}  // namespace site
