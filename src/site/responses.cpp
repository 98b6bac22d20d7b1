#include "site/responses.h"

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
  send(response, body, problem_type, Freshness::error);
}

}  // namespace site
