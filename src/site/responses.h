// site/responses.h - what the handlers of all routes answer with: a body, its type, and the fields that go with it.
#pragma once

#include <httplib.h>

#include <string>

#include "site/fields.h"

namespace site {

inline constexpr const char* javascript_type = "text/javascript; charset=utf-8";

// `policy`: what it may do if it is opened as a page.
void send(httplib::Response& response, const std::string& body, const std::string& type, Freshness freshness,
          const std::string& policy = fragment_policy());

// `body`: problem details (see problem.h).
void send_problem(httplib::Response& response, int status, const std::string& body);

}  // namespace site
