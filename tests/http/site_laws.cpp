// Laws for all URLs: one list of URLs, one test for each law.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/http/client.h"
#include "tests/http/program.h"

namespace {

struct Url {
  const char* target;
  int status;
  const char* type;
};

constexpr const char* item = "/items/2023-06-20-united-against-corruption-in-sport-promoting-a-fairer";
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
    {"/resize.js", 200, "text/javascript; charset=utf-8"},
    {"/latest-news.d.ts", 200, "application/typescript"},
    {"/fragment?shadow=on&limit=2", 200, "text/html; charset=utf-8"},
    {"/element.0123456789abcdef.js", 404, "application/problem+json"},
    {"/fragment.0123456789abcdef.css", 404, "application/problem+json"},
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
    {"/latest-news.js?limit=3?ver=6.2", 200, "text/javascript; charset=utf-8"},
    {"/embed?limit=5?ver=6.2", 400, "application/problem+json"},
};

const Program& program() {
  static const Program only;
  return only;
}

// `fields` are whole lines, each with its line end.
Response ask(const std::string& method, const std::string& target, const std::string& fields = "") {
  Client client(program().url().substr(7));
  client.send(method + " " + target + " HTTP/1.1\r\nHost: news.example\r\n" + fields + "\r\n");
  auto answer = client.receive(method != "HEAD");
  if (answer.field("connection") == "close") answer.body += client.receive_all();
  return answer;
}

Response get(const std::string& target, const std::string& fields = "") { return ask("GET", target, fields); }

// Compressing goes on behind a server that is ready: asks again until `coding` is there, within a limit.
Response get_compressed(const std::string& target, const std::string& coding) {
  Response answer;
  (void)eventually([&] {
    answer = get(target, "Accept-Encoding: " + coding + "\r\n");
    return answer.field("content-encoding") == coding;
  });
  return answer;
}

}  // namespace

TEST_CASE("site: every URL has its status, its type, and the fields of every answer") {
  for (const auto& one : urls) {
    const auto& target = one.target;
    const auto& status = one.status;
    const auto& type = one.type;
    CAPTURE(target);
    const auto answer = get(target);
    CHECK(answer.status == status);
    CHECK(answer.field("content-type") == type);
    CHECK(answer.field("access-control-allow-origin") == "*");
    CHECK(answer.field("cross-origin-resource-policy") == "cross-origin");
    CHECK(answer.field("x-content-type-options") == "nosniff");
    CHECK(answer.field("content-security-policy").starts_with("default-src 'none'"));
    CHECK(answer.field("content-security-policy").find("unsafe") == std::string::npos);
    CHECK(answer.field("date").size() == 29);
    CHECK(answer.field("content-length") == std::to_string(answer.body.size()));
    CHECK(answer.field("cache-control") ==
          (status == 200 ? "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400" : "no-store"));
    CHECK_FALSE(answer.fields.contains("set-cookie"));
    CHECK_FALSE(answer.body.empty());
  }
}

TEST_CASE("site: HEAD is GET without a body") {
  for (const auto& one : urls) {
    const auto& target = one.target;
    const auto& status = one.status;
    CAPTURE(target);
    const auto whole = get(target, "Connection: close\r\n");
    const auto head = ask("HEAD", target, "Connection: close\r\n");
    CHECK(head.status == status);
    // Every byte that came until the connection ended.
    CHECK(head.body.empty());
    for (const auto& field_line : whole.fields) {
      const auto& name = field_line.first;
      const auto& value = field_line.second;
      CAPTURE(name);
      if (name != "date") CHECK(head.field(name) == value);
    }
    CHECK(head.fields.size() == whole.fields.size());
  }
}

TEST_CASE("site: an entity tag gives a 304 with the fields that a cache needs") {
  for (const auto& one : urls) {
    const auto& target = one.target;
    const auto& status = one.status;
    if (status != 200) continue;
    CAPTURE(target);
    const auto answer = get(target);
    const auto tag = answer.field("etag");
    CHECK(tag.starts_with('"'));
    const auto again = get(target, "If-None-Match: " + tag + "\r\n");
    CHECK(again.status == 304);
    CHECK(again.body.empty());
    for (const auto* name : {"etag", "cache-control", "vary", "access-control-allow-origin"}) {
      CAPTURE(name);
      CHECK(again.field(name) == answer.field(name));
    }
    CHECK(get(target, "If-None-Match: \"other\"\r\n").status == 200);
  }
}

TEST_CASE("site: each coding has its own entity tag, and says that it varies") {
  for (const auto* target : {"/fragment", "/latest-news.js?limit=5", "/news.json", "/", item}) {
    CAPTURE(target);
    const auto plain = get(target);
    std::vector<std::string> tags{plain.field("etag")};
    CHECK(plain.field("vary").find("Accept-Encoding") != std::string::npos);
    CHECK_FALSE(plain.fields.contains("content-encoding"));
    for (const auto* coding : {"gzip", "br"}) {
      const auto compressed = get_compressed(target, coding);
      CHECK(compressed.field("content-encoding") == coding);
      CHECK(compressed.field("vary").find("Accept-Encoding") != std::string::npos);
      CHECK(compressed.body.size() < plain.body.size());
      tags.push_back(compressed.field("etag"));
    }
    CHECK(tags[0] != tags[1]);
    CHECK(tags[1] != tags[2]);
    CHECK(tags[0] != tags[2]);
  }
}

TEST_CASE("site: two spellings of one meaning have one entity tag") {
  CHECK(get("/fragment").field("etag") == get("/fragment?page=1&limit=10&theme=auto").field("etag"));
  CHECK(get("/fragment?limit=5&theme=dark").field("etag") ==
        get("/fragment?utm_source=x&theme=dark&limit=05").field("etag"));
  CHECK(get("/news.json").field("etag") == get("/news.json?theme=dark").field("etag"));
}

TEST_CASE("site: OPTIONS answers a preflight; other methods get 405 with Allow") {
  const auto options = ask("OPTIONS", "/fragment",
                           "Origin: https://partner.example\r\nAccess-Control-Request-Method: GET\r\n"
                           "Access-Control-Request-Headers: if-none-match\r\n");
  CHECK(options.status == 204);
  CHECK(options.field("access-control-allow-origin") == "*");
  CHECK(options.field("access-control-allow-methods") == "GET, HEAD, OPTIONS");
  CHECK(options.field("access-control-allow-headers") == "*");
  CHECK(options.field("access-control-max-age") == "86400");
  const auto post = ask("POST", "/fragment");
  CHECK(post.status == 405);
  CHECK(post.field("allow") == "GET, HEAD, OPTIONS");
}

TEST_CASE("site: every error is problem details with no-store, for any target") {
  std::vector<std::string> targets{"/nothing",
                                   "/fragment?limit=0",
                                   "/items/" + std::string(8000, 'a'),
                                   "/" + std::string(8000, '/'),
                                   "/items/" + std::string(8300, 'a'),
                                   "/fragment?" + std::string(8300, 'a'),
                                   "/fragment?limit=3?ver=6.2",
                                   "/fragment?limit=%zz",
                                   "/fragment?limit=%00",
                                   "/%ff",
                                   "/items/%0d%0aX-Smuggled:%20yes",
                                   "/items/..%2f..%2fetc%2fpasswd",
                                   "/items/((((((((((((((((((((a*)*)*)*)*",
                                   "/3",
                                   "/other",
                                   "/%zz",
                                   "/fragment#x"};
  for (const auto* path : {"/", "/element.js", "/fragment", "/fragment.json", "/embed", "/news.json", "/favicon.svg"}) {
    for (const auto* rest : {"?limit=3?ver=6.2", "?limit=x&%zz=%00", "?q=%ff", "/x", "%2f", "%20", ".x"}) {
      targets.push_back(std::string(path) + rest);
    }
  }
  for (const auto& target : targets) {
    const auto shown = target.substr(0, 60);
    CAPTURE(shown);
    const auto answer = get(target);
    CHECK_FALSE(answer.body.empty());
    CHECK(answer.fields.contains("access-control-allow-origin"));
    CHECK_FALSE(answer.fields.contains("x-smuggled"));
    if (answer.status == 200) continue;
    CHECK((answer.status == 400 || answer.status == 404 || answer.status == 414));
    CHECK(answer.field("content-type") == "application/problem+json");
    CHECK(answer.field("cache-control") == "no-store");
    const auto problem = nlohmann::json::parse(answer.body);
    CHECK(problem.at("status") == answer.status);
    CHECK_FALSE(problem.at("title").get<std::string>().empty());
    CHECK_FALSE(problem.at("detail").get<std::string>().empty());
  }
}

TEST_CASE("site: a script with a wrong query still shows the list, and reports the fault on the console") {
  for (const auto* query : {"limit=3?ver=6.2", "limit=%zz", "q=%ff", "limit=3;page=2", "limit=1&limit=2", "tag=%00"}) {
    CAPTURE(query);
    const auto answer = get(std::string("/latest-news.js?") + query);
    CHECK(answer.status == 200);
    CHECK(answer.field("content-type") == "text/javascript; charset=utf-8");
    CHECK(answer.body.find(R"("problem":"the parameter )") != std::string::npos);
    CHECK(answer.body.find("ln-items") != std::string::npos);
  }
  CHECK(get("/latest-news.js?limit=3&amp;page=2&utm=%zz").body.find(R"("problem":null)") != std::string::npos);
}

TEST_CASE("site: a bad parameter is named, with its value and what is allowed") {
  const auto answer = get("/fragment?limit=%3Cb%3E");
  CHECK(answer.status == 400);
  const auto problem = nlohmann::json::parse(answer.body);
  CHECK(problem.at("status") == 400);
  CHECK(problem.at("parameter") == "limit");
  CHECK(problem.at("value") == "<b>");
  CHECK(problem.at("allowed") == "a whole number from 1 to 100");
}

TEST_CASE("site: lists say where their other pages are, and never lead past the end") {
  CHECK(get("/news.json").field("link").find("/news.json?page=2>; rel=\"next\"") != std::string::npos);
  CHECK(nlohmann::json::parse(get("/news.json").body).at("next_url") == program().url() + "/news.json?page=2");
  CHECK_FALSE(get("/news.json?limit=100").fields.contains("link"));
  CHECK(get("/news.json?page=99").field("link").find("?page=4>; rel=\"prev\"") != std::string::npos);
}
