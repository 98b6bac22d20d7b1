// One request, one line, with any content.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "operations/access_line.h"

namespace {

using namespace std::string_literals;

server::AccessRecord an_access(std::string_view head, int status = 200, std::size_t bytes = 1234) {
  server::AccessRecord result;
  result.head = head;
  result.status = status;
  result.bytes = bytes;
  result.seconds = 1795544554;
  result.microseconds = 17;
  return result;
}

}  // namespace

TEST_CASE("access line: the common log format") {
  const std::string head = "GET /fragment?limit=5 HTTP/1.1\r\nHost: a\r\n\r\n";
  CHECK(operations::common_line(an_access(head), "192.0.2.0") ==
        "192.0.2.0 - - [24/Nov/2026:18:22:34 +0000] \"GET /fragment?limit=5 HTTP/1.1\" 200 1234");
  CHECK(operations::common_line(an_access(head, 304, 0), "-") ==
        "- - - [24/Nov/2026:18:22:34 +0000] \"GET /fragment?limit=5 HTTP/1.1\" 304 -");
}

TEST_CASE("access line: JSON has only what the request has") {
  const auto full = nlohmann::json::parse(operations::json_line(
      an_access("GET /x HTTP/1.1\r\nHost: a\r\nUser-Agent: b \"c\"\r\nReferer: https://d.example/\r\n\r\n"),
      "192.0.2.0"));
  CHECK(full == nlohmann::json::parse(R"({"time": "2026-11-24T18:22:34Z", "client": "192.0.2.0", "method": "GET",
    "target": "/x", "protocol": "HTTP/1.1", "status": 200, "bytes": 1234, "microseconds": 17,
    "user_agent": "b \"c\"", "referer": "https://d.example/"})"));
  const auto odd = nlohmann::json::parse(operations::json_line(an_access("what is this\r\n", 400), "-"));
  CHECK(odd["request"] == "what is this");
  CHECK_FALSE(odd.contains("target"));
  CHECK_FALSE(odd.contains("referer"));
}

TEST_CASE("access line: no request can break the line or its quotation, or write to a terminal") {
  for (const std::string& head : {
           "GET /\" 200 1\n127.0.0.1 - - [x] \"GET /forged HTTP/1.1\r\n\r\n"s,
           "GET /\\\" HTTP/1.1\r\n"s,
           "GET /\x1b[31m HTTP/1.1\r\n"s,
           "\x16\x03\x01\x02\0\x01\0"s,
           "GET /\xc3\xa9\xff\x85\xe2\x80\xa8 HTTP/1.1\r\n"s,
           "\r\nGET / HTTP/1.1\r\n"s,
           "\x7f"s,
           ""s,
       }) {
    CAPTURE(head);
    const auto common = operations::common_line(an_access(head), "192.0.2.0");
    CHECK(common.find_first_not_of(
              " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\"") ==
          std::string::npos);
    CHECK(std::count(common.begin(), common.end(), '"') == 2);
    CHECK(common.find("forged") == std::string::npos);
    const auto json = operations::json_line(an_access(head), "192.0.2.0");
    CHECK(std::all_of(json.begin(), json.end(), [](char c) { return c >= ' ' && c < '\x7f'; }));
    CHECK(nlohmann::json::parse(json)["status"] == 200);
  }
  CHECK(
      operations::common_line(an_access("GET /\"\\\x01 HTTP/1.1\r\n"), "-").find("\"GET /\\x22\\x5c\\x01 HTTP/1.1\"") !=
      std::string::npos);
}

TEST_CASE("access line: a long request is cut") {
  const auto head = "GET /" + std::string(8000, 'a') + " HTTP/1.1\r\n\r\n";
  CHECK(operations::common_line(an_access(head), "-").size() < 2100);
  CHECK(operations::common_line(an_access(head), "-").find("aaa...\" 200") != std::string::npos);
  CHECK(operations::json_line(an_access(head), "-").size() < 2300);
}
