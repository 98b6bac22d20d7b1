// site/responses.h - sends the answers of all handlers: a body, its type, and its fields.
#pragma once

#include <httplib.h>

#include <string>
#include <vector>

#include "news/feed.h"
#include "site/fields.h"

namespace site {

inline constexpr const char* html_type = "text/html; charset=utf-8";
inline constexpr const char* javascript_type = "text/javascript; charset=utf-8";

// `policy`: what the answer may do if it is opened as a page.
void send(httplib::Response& response, const std::string& body, const std::string& type, Freshness freshness,
          const std::string& policy = fragment_policy());

// `body` is problem details (see problem.h).
void send_problem(httplib::Response& response, int status, const std::string& body);

// Adds links to the feeds, for programs (RFC 8288), after the existing links.
void link_alternates(httplib::Response& response, const std::string& public_url);

// Sets Last-Modified (RFC 9110, section 8.8.2) for an answer that shows these items: the time of
// the newest modification. Not set if an item has no such time, or if the time is not in the past.
void date_content(httplib::Response& response, const std::vector<const news::Item*>& items);

}  // namespace site
