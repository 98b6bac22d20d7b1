// http/problem_details.h
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "http/problem_details.h"
#include "http/request_error.h"
#include "http/status.h"
#include "server/error_responses.h"

TEST_CASE("http: problem details are valid JSON, with any text in them") {
  const std::string detail = "a \"quoted\" \\ back\nslash \x01\x1f \xc3\xa9";
  const auto json = nlohmann::json::parse(http::problem_details(400, detail).dump());
  CHECK(json == nlohmann::json{{"type", "about:blank"}, {"title", "Bad Request"}, {"status", 400}, {"detail", detail}});
}

TEST_CASE("http: every refusal is a problem with its status, its reason and a sentence, and is not stored") {
  const server::ErrorResponses answers({}, {});
  for (const auto& text : http::request_errors) {
    CAPTURE(std::string(text.sentence));
    const auto& answer = answers.of(text.refusal);
    const auto json = nlohmann::json::parse(answer.body);
    CHECK(json["status"] == text.status);
    CHECK(json["title"] == std::string(http::reason_phrase(text.status)));
    CHECK(json["detail"] == std::string(text.sentence));
    CHECK(answer.head.find("Cache-Control: no-store\r\n") != std::string::npos);
    CHECK(answer.head.find("Content-Length: " + std::to_string(answer.body.size()) + "\r\n") != std::string::npos);
  }
}
