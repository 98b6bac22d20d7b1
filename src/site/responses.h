// site/responses.h - what the handlers of all routes answer with: a body, its type, and the fields that go with it.
#pragma once

#include <httplib.h>

#include <string>
#include <vector>

#include "news/feed.h"
#include "site/fields.h"

namespace site {

inline constexpr const char* html_type = "text/html; charset=utf-8";
inline constexpr const char* javascript_type = "text/javascript; charset=utf-8";

// `policy`: what it may do if it is opened as a page.
void send(httplib::Response& response, const std::string& body, const std::string& type, Freshness freshness,
          const std::string& policy = fragment_policy());

// `body`: problem details (see problem.h).
void send_problem(httplib::Response& response, int status, const std::string& body);

// The feeds, for programs (RFC 8288): behind the links that are there.
void link_alternates(httplib::Response& response, const std::string& public_url);

// Last-Modified (RFC 9110, section 8.8.2) of an answer that shows these items: when the newest was modified. Not set
// where an item does not say when it was, or where that is not in the past.
void date_content(httplib::Response& response, const std::vector<const news::Item*>& items);

}  // namespace site
