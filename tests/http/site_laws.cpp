// What is true of every URL: one list of URLs, one test a law.
#include <doctest/doctest.h>
#include <httplib.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/http/program.h"

namespace {

struct Url {
  const char* target;
  int status;
  const char* type;
};

constexpr const char* item = "/items/2023-06-20-united-against-corruption-in-sport-promoting-a-fairer-playing";
const std::vector<Url> urls{
    {"/", 200, "text/html; charset=utf-8"},
    {"/fragment", 200, "text/html; charset=utf-8"},
    {"/fragment?limit=100", 200, "text/html; charset=utf-8"},
    {"/fragment?since=1999-01-01&until=1999-12-31", 200, "text/html; charset=utf-8"},
    {"/fragment.json?limit=5&theme=dark", 200, "application/json"},
    {"/embed?limit=5", 200, "text/html; charset=utf-8"},
    {"/embed?page=99", 200, "text/html; charset=utf-8"},
    {"/latest-news.js?limit=5", 200, "text/javascript; charset=utf-8"},
    {"/latest-news.js?limit=five", 200, "text/javascript; charset=utf-8"},
    {"/element.js", 200, "text/javascript; charset=utf-8"},
    {"/index.js", 200, "text/javascript; charset=utf-8"},
    {"/news.json", 200, "application/feed+json"},
    {"/news.json?order=source&limit=100", 200, "application/feed+json"},
    {item, 200, "text/html; charset=utf-8"},
    {"/favicon.svg", 200, "image/svg+xml"},
    {"/fragment?limit=0", 400, "application/problem+json"},
    {"/news.json?since=2023-06-31", 400, "application/problem+json"},
    {"/items/nothing", 404, "application/problem+json"},
    {"/items/", 404, "application/problem+json"},
    {"/nothing", 404, "application/problem+json"},
    {"/fragment/", 404, "application/problem+json"},
};

const Program& program() {
  static const Program only;
  return only;
}

httplib::Client& client() {
  static httplib::Client only(program().url());
  only.set_keep_alive(true);
  only.set_decompress(false);
  return only;
}

std::string field(const httplib::Result& answer, const char* name) { return answer->get_header_value(name); }

// Compressing goes on behind a server that is ready: asks again until `coding` is there, for 20 s at most.
httplib::Result get_compressed(const char* target, const std::string& coding) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  for (;;) {
    auto answer = client().Get(target, {{"Accept-Encoding", coding}});
    if (!answer || field(answer, "Content-Encoding") == coding || std::chrono::steady_clock::now() > deadline) {
      return answer;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

}  // namespace

TEST_CASE("site: every URL has its status, its type, and the fields of every answer") {
  for (const auto& one : urls) {
    const auto& target = one.target;
    const auto& status = one.status;
    const auto& type = one.type;
    CAPTURE(target);
    const auto answer = client().Get(target);
    REQUIRE(answer);
    CHECK(answer->status == status);
    CHECK(field(answer, "Content-Type") == type);
    CHECK(field(answer, "Access-Control-Allow-Origin") == "*");
    CHECK(field(answer, "Cross-Origin-Resource-Policy") == "cross-origin");
    CHECK(field(answer, "X-Content-Type-Options") == "nosniff");
    CHECK(field(answer, "Content-Security-Policy").starts_with("default-src 'none'"));
    CHECK(field(answer, "Content-Security-Policy").find("unsafe") == std::string::npos);
    CHECK(answer->get_header_value_count("Date") == 1);
    CHECK(field(answer, "Content-Length") == std::to_string(answer->body.size()));
    CHECK(field(answer, "Cache-Control") ==
          (status == 200 ? "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400" : "no-store"));
    CHECK_FALSE(answer->has_header("Set-Cookie"));
    CHECK_FALSE(answer->body.empty());
  }
}

TEST_CASE("site: HEAD is GET without a body") {
  for (const auto& one : urls) {
    const auto& target = one.target;
    const auto& status = one.status;
    CAPTURE(target);
    const auto get = client().Get(target);
    const auto head = client().Head(target);
    REQUIRE(get);
    REQUIRE(head);
    CHECK(head->status == status);
    CHECK(head->body.empty());
    for (const auto& one : get->headers) {
      const auto& name = one.first;
      const auto& value = one.second;
      CAPTURE(name);
      if (name != "Date") CHECK(head->get_header_value(name) == value);
    }
    CHECK(head->headers.size() == get->headers.size());
  }
}

TEST_CASE("site: an entity tag gives a 304 with the fields that a cache needs") {
  for (const auto& one : urls) {
    const auto& target = one.target;
    const auto& status = one.status;
    if (status != 200) continue;
    CAPTURE(target);
    const auto answer = client().Get(target);
    REQUIRE(answer);
    const auto tag = field(answer, "ETag");
    CHECK(tag.starts_with('"'));
    const auto again = client().Get(target, {{"If-None-Match", tag}});
    REQUIRE(again);
    CHECK(again->status == 304);
    CHECK(again->body.empty());
    for (const auto* name : {"ETag", "Cache-Control", "Vary", "Access-Control-Allow-Origin"}) {
      CAPTURE(name);
      CHECK(field(again, name) == field(answer, name));
    }
    CHECK(client().Get(target, {{"If-None-Match", "\"other\""}})->status == 200);
  }
}

TEST_CASE("site: each coding has its own entity tag, and says that it varies") {
  for (const auto* target : {"/fragment", "/latest-news.js?limit=5", "/news.json", "/", item}) {
    CAPTURE(target);
    const auto plain = client().Get(target);
    std::vector<std::string> tags{field(plain, "ETag")};
    CHECK(field(plain, "Vary").find("Accept-Encoding") != std::string::npos);
    CHECK_FALSE(plain->has_header("Content-Encoding"));
    for (const auto* coding : {"gzip", "br"}) {
      const auto compressed = get_compressed(target, coding);
      REQUIRE(compressed);
      CHECK(field(compressed, "Content-Encoding") == coding);
      CHECK(field(compressed, "Vary").find("Accept-Encoding") != std::string::npos);
      CHECK(compressed->body.size() < plain->body.size());
      tags.push_back(field(compressed, "ETag"));
    }
    CHECK(tags[0] != tags[1]);
    CHECK(tags[1] != tags[2]);
    CHECK(tags[0] != tags[2]);
  }
}

TEST_CASE("site: two spellings of one meaning have one entity tag") {
  CHECK(field(client().Get("/fragment"), "ETag") ==
        field(client().Get("/fragment?page=1&limit=10&theme=auto"), "ETag"));
  CHECK(field(client().Get("/fragment?limit=5&theme=dark"), "ETag") ==
        field(client().Get("/fragment?utm_source=x&theme=dark&limit=05"), "ETag"));
}

TEST_CASE("site: OPTIONS answers a preflight, other methods are told what is allowed") {
  const auto options = client().Options("/fragment");
  REQUIRE(options);
  CHECK(options->status == 204);
  CHECK(field(options, "Access-Control-Allow-Origin") == "*");
  CHECK(field(options, "Access-Control-Allow-Methods") == "GET, HEAD, OPTIONS");
  const auto post = client().Post("/fragment");
  REQUIRE(post);
  CHECK(post->status == 405);
  CHECK(field(post, "Allow") == "GET, HEAD, OPTIONS");
}

TEST_CASE("site: a bad parameter is named, with its value and what is allowed") {
  const auto answer = client().Get("/fragment?limit=%3Cb%3E");
  REQUIRE(answer);
  CHECK(answer->status == 400);
  const auto problem = nlohmann::json::parse(answer->body);
  CHECK(problem.at("status") == 400);
  CHECK(problem.at("parameter") == "limit");
  CHECK(problem.at("value") == "<b>");
  CHECK(problem.at("allowed") == "a whole number from 1 to 100");
}

TEST_CASE("site: lists say where their neighbours are, and never lead past the end") {
  CHECK(field(client().Get("/news.json"), "Link").find("/news.json?page=2>; rel=\"next\"") != std::string::npos);
  CHECK(nlohmann::json::parse(client().Get("/news.json")->body).at("next_url") ==
        program().url() + "/news.json?page=2");
  CHECK_FALSE(client().Get("/news.json?limit=100")->has_header("Link"));
  CHECK(field(client().Get("/news.json?page=99"), "Link").find("?page=4>; rel=\"prev\"") != std::string::npos);
}
