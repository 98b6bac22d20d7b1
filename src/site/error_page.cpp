#include "site/error_page.h"

#include <nlohmann/json.hpp>

#include "escape_html.h"
#include "http/status.h"
#include "site/fields.h"
#include "site/lists.h"

namespace site {
namespace {

// Details of problems are in lower case and have no full stop.
std::string sentence(std::string_view detail) {
  std::string text(detail);
  if (text.empty()) return text;
  if (text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text + ".";
}

}  // namespace

HttplibServer::ErrorPage error_page(const edition::Edition& edition, const Resolved& resolved,
                                    const http::Response& problem) {
  const auto& renderer = edition.renderer();
  const auto details = nlohmann::json::parse(problem.body, nullptr, false);
  const auto detail = details.is_object() ? details.value("detail", std::string()) : std::string();
  if (resolved.route == Route::embed) {
    return {embed_html(edition, detail),
            frame_policy(renderer.page_styles(rendering::PageKind::frame), renderer.frame_script())};
  }
  return {renderer.error_page(std::string(http::reason_phrase(problem.status)), sentence(detail),
                              list_html(edition, {.selection = {.limit = 3}, .presentation = {}})),
          page_policy(renderer.page_styles(rendering::PageKind::content))};
}

std::string plain_error_page(int status, std::string_view detail) {
  const std::string title(http::reason_phrase(status));
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
         title + "</title>\n</head>\n<body>\n<main>\n<h1>" + title + "</h1>\n<p>" + escape_html(sentence(detail)) +
         "</p>\n</main>\n</body>\n</html>\n";
}

}  // namespace site
