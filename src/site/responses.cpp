#include "site/responses.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <utility>

#include "http/http_date.h"
#include "http/problem_details.h"
#include "news/timestamp.h"
#include "site/problem.h"

namespace site {

void send(httplib::Response& response, const std::string& body, const std::string& type, Freshness freshness,
          const std::string& policy) {
  response.set_header("Cache-Control", cache_control(freshness));
  response.set_header("Content-Security-Policy", policy);
  response.set_content(body, type);
}

void send_problem(httplib::Response& response, int status, const std::string& body) {
  response.status = status;
  send(response, body, std::string(http::problem_type), Freshness::error);
}

void link_alternates(httplib::Response& response, const std::string& public_url) {
  std::string links;
  for (const auto& [path, type] :
       {std::pair("/news.json", "application/feed+json"), std::pair("/news.rss", "application/rss+xml"),
        std::pair("/news.atom", "application/atom+xml")}) {
    links += (links.empty() ? "<" : ", <") + public_url + path + ">; rel=\"alternate\"; type=\"" + type + "\"";
  }
  response.set_header("Link", links);
}

void date_content(httplib::Response& response, const std::vector<const news::Item*>& items) {
  std::int64_t latest = 0;
  for (const auto* item : items) {
    const auto modified = news::parse_timestamp(item->date_modified);
    if (!modified) return;
    latest = std::max(latest, modified->seconds);
  }
  // It must not be later than Date, and a publisher's clock may be fast (section 8.8.2.1). Date is
  // updated less often than this clock, so the current second counts as later.
  const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  if (latest > 0 && latest < now) response.set_header("Last-Modified", http::format_http_date(latest));
}

}  // namespace site
