// The answer to one request: methods, negotiation, conditionals, the origin.
#include <doctest/doctest.h>

#include <condition_variable>
#include <latch>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "server/pending_requests.h"
#include "tests/http/client.h"
#include "tests/http/running_server.h"

namespace {

// Words in no order: what the best level of a compressor makes smaller than a fast one does.
std::string prose() {
  constexpr std::string_view syllables = "tradeofficetrafficworldunitedcrimeborderreport";
  std::string text;
  unsigned random = 1;
  for (int word = 0; word < 2000; ++word) {
    random = random * 1103515245 + 12345;
    text += syllables.substr((random >> 16) % 40, 2 + (random >> 24) % 5);
    text += word % 9 == 8 ? '\n' : ' ';
  }
  return text;
}

std::shared_ptr<FakeOrigin> prose_origin() {
  auto origin = echo_origin();
  auto resource = text(prose());
  resource->compress();
  origin->prepare("/prose", resource);
  return origin;
}

std::string get(const std::string& target, const std::string& lines = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n";
}

}  // namespace

TEST_CASE("edge: GET answers with what the origin has, and Date") {
  auto origin = prose_origin();
  RunningServer server(origin);
  const auto prepared = ask_once(server.endpoint(), get("/prose"));
  CHECK(prepared.status == 200);
  CHECK(prepared.body == prose());
  CHECK(prepared.field("content-type") == "text/plain; charset=utf-8");
  CHECK(prepared.field("vary") == "Accept-Encoding");
  CHECK(prepared.field("date").size() == 29);
  CHECK(prepared.field("accept-ranges") == "");
  CHECK(origin->asked == 0);
  CHECK(ask_once(server.endpoint(), get("/a?b=c")).body == "you asked for /a?b=c");
  CHECK(ask_once(server.endpoint(), get("http://other/a?b=c")).body == "you asked for /a?b=c");
  CHECK(origin->asked == 1);
}

TEST_CASE("edge: HEAD is GET without a body") {
  RunningServer server(prose_origin());
  for (const std::string target : {"/prose", "/made"}) {
    CAPTURE(target);
    auto with_body = ask_once(server.endpoint(), get(target));
    auto without = ask_once(server.endpoint(), "HEAD " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
    with_body.fields.erase("date");
    without.fields.erase("date");
    CHECK(without.status == 200);
    CHECK(without.fields == with_body.fields);
  }
}

TEST_CASE("edge: OPTIONS says what is allowed, of every target and of the server") {
  server::Settings settings;
  settings.options_fields = {{"Access-Control-Allow-Methods", "GET"}};
  RunningServer server(echo_origin(), settings);
  for (const std::string target : {"/a", "*", "http://a/b", "http://a"}) {
    CAPTURE(target);
    const auto answer = ask_once(server.endpoint(), "OPTIONS " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(answer.status == 204);
    CHECK(answer.field("allow") == "GET, HEAD, OPTIONS");
    CHECK(answer.field("access-control-allow-methods") == "GET");
    CHECK(answer.field("content-length") == "");
  }
}

TEST_CASE("edge: known methods that are not allowed get 405 with Allow, unknown ones 501") {
  server::Settings settings;
  settings.error_fields = {{"Access-Control-Allow-Origin", "*"}};
  RunningServer server(echo_origin(), settings);
  Client client(server.endpoint());
  for (const std::string method : {"POST", "PUT", "DELETE", "PATCH", "TRACE"}) {
    CAPTURE(method);
    client.send(method + " / HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto answer = client.receive();
    CHECK(answer.status == 405);
    CHECK(answer.field("allow") == "GET, HEAD, OPTIONS");
    CHECK(answer.field("access-control-allow-origin") == "*");
    CHECK(answer.field("content-type") == "application/problem+json");
  }
  client.send("BREW / HTTP/1.1\r\nHost: a\r\n\r\n" + get("/a"));
  CHECK(client.receive().status == 501);
  CHECK(client.receive().body == "you asked for /a");
}

TEST_CASE("edge: a request with content ends the connection; the content is never read as a request") {
  RunningServer server(echo_origin());
  const std::string smuggled = get("/smuggled");
  const auto length = "Content-Length: " + std::to_string(smuggled.size()) + "\r\n\r\n";
  const std::vector<std::pair<std::string, int>> cases = {
      {"GET / HTTP/1.1\r\nHost: a\r\n" + length, 413},
      {"OPTIONS / HTTP/1.1\r\nHost: a\r\n" + length, 413},
      {"POST / HTTP/1.1\r\nHost: a\r\n" + length, 405},
      {"BREW / HTTP/1.1\r\nHost: a\r\n" + length, 501},
      {"CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", 405},
      {"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 501},
      {"GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400},
  };
  for (const auto& one : cases) {
    const auto& request = one.first;
    const auto& status = one.second;
    CAPTURE(request);
    Client client(server.endpoint());
    client.send(request + smuggled);
    const auto answer = client.receive();
    CHECK(answer.status == status);
    CHECK(answer.field("connection") == "close");
    CHECK(client.is_closed());
  }
  Client client(server.endpoint());
  client.send("GET /a HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
  CHECK(client.receive().body == "you asked for /a");
}

TEST_CASE("edge: Expect: 100-continue is answered at once with the final status") {
  RunningServer server(echo_origin());
  CHECK(ask_once(server.endpoint(), get("/a", "Expect: 100-continue\r\n")).status == 200);
  CHECK(ask_once(server.endpoint(), get("/a", "Expect: something\r\n")).status == 417);
  CHECK(ask_once(server.endpoint(), get("/a", "Expect: 100-continue\r\nContent-Length: 5\r\n")).status == 413);
}

TEST_CASE("edge: the client gets the coding that it prefers") {
  RunningServer server(prose_origin());
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", ""},
      {"Accept-Encoding: br\r\n", "br"},
      {"Accept-Encoding: gzip\r\n", "gzip"},
      {"Accept-Encoding: gzip\r\nAccept-Encoding: br\r\n", "br"},
      {"Accept-Encoding: br;q=0, gzip;q=0\r\n", ""},
      {"Accept-Encoding: gzip;q=0\r\n", ""},
      {"Accept-Encoding: gzip, br;q=0.1\r\n", "gzip"},
      {"Accept-Encoding: identity;q=0, zstd\r\n", ""},
  };
  std::vector<std::string> tags;
  for (const auto& one : cases) {
    const auto& lines = one.first;
    const auto& expected = one.second;
    CAPTURE(lines);
    const auto answer = ask_once(server.endpoint(), get("/prose", lines));
    CHECK(answer.status == 200);
    CHECK(answer.field("content-encoding") == expected);
    CHECK(answer.field("vary") == "Accept-Encoding");
  }
}

TEST_CASE("edge: an entity tag gives a 304 with the same fields and no body") {
  RunningServer server(prose_origin());
  for (const std::string coding : {"identity", "gzip", "br"}) {
    CAPTURE(coding);
    const std::string accept = "Accept-Encoding: " + coding + "\r\n";
    const auto whole = ask_once(server.endpoint(), get("/prose", accept));
    const auto tag = whole.field("etag");
    for (const std::string& lines : std::vector<std::string>{
             "If-None-Match: " + tag + "\r\n", "If-None-Match: \"x\"\r\nIf-None-Match: W/" + tag + "\r\n",
             std::string("If-None-Match: *\r\n"),
             "If-None-Match: " + tag + "\r\nIf-Modified-Since: Tue, 15 Nov 1994 08:12:31 GMT\r\n"}) {
      CAPTURE(lines);
      const auto same = ask_once(server.endpoint(), get("/prose", accept + lines));
      CHECK(same.status == 304);
      for (const char* name : {"etag", "cache-control", "vary", "access-control-allow-origin"}) {
        CHECK(same.field(name) == whole.field(name));
      }
      CHECK(same.field("date") != "");
      CHECK(same.field("content-length") == "");
      CHECK(same.field("content-type") == "");
    }
    CHECK(ask_once(server.endpoint(), get("/prose", accept + "If-None-Match: \"x\"\r\n")).status == 200);
    CHECK(ask_once(server.endpoint(), get("/prose", accept + "If-None-Match: x, " + tag + "\r\n")).status == 200);
  }
}

TEST_CASE("edge: a condition is compared with the representation that would be sent") {
  auto origin = echo_origin();
  const auto resource = text(prose());
  origin->prepare("/prose", resource);
  RunningServer server(origin);
  const auto ask = [&](const std::string& codings, const std::string& tag = "") {
    return ask_once(server.endpoint(), get("/prose", "Accept-Encoding: " + codings + "\r\n" +
                                                         (tag.empty() ? "" : "If-None-Match: " + tag + "\r\n")));
  };
  const auto identity = ask("br").field("etag");
  CHECK(ask("br", identity).status == 304);
  resource->compress_quickly();
  const auto fast = ask("br").field("etag");
  CHECK(fast != identity);
  CHECK(ask("br", identity).status == 200);
  CHECK(ask("br", fast).status == 304);
  CHECK(ask("br", fast).field("etag") == fast);
  resource->compress();
  const auto best = ask("br").field("etag");
  CHECK(best != fast);
  for (const auto& stored : {identity, fast}) {
    const auto answer = ask("br", stored);
    CHECK(answer.status == 200);
    CHECK(answer.field("etag") == best);
    CHECK(answer.field("content-encoding") == "br");
  }
  const auto several = ask("br", identity + ", " + best);
  CHECK(several.status == 304);
  CHECK(several.field("etag") == best);
  // A client that accepts only gzip cannot use brotli's answer. A client that refuses all codings gets the identity.
  CHECK(ask("gzip", best).status == 200);
  CHECK(ask("br, gzip;q=0.5", ask("gzip").field("etag")).status == 200);
  CHECK(ask("br;q=0, gzip;q=0", identity).status == 304);
  CHECK(ask("identity", identity).field("etag") == identity);
  CHECK(ask("identity", best).status == 200);
}

TEST_CASE("edge: If-Modified-Since is compared with Last-Modified, unless there is If-None-Match") {
  auto origin = echo_origin();
  http::Response answer;
  answer.content_type = "text/plain";
  answer.fields = {{"Last-Modified", "Tue, 15 Nov 1994 08:12:31 GMT"}};
  answer.body = "dated";
  origin->prepare("/dated", std::make_shared<server::Resource>(answer));
  RunningServer server(origin);
  const std::string since = "If-Modified-Since: Tue, 15 Nov 1994 08:12:31 GMT\r\n";
  CHECK(ask_once(server.endpoint(), get("/dated", since)).status == 304);
  CHECK(ask_once(server.endpoint(), get("/dated", since + "If-None-Match: \"x\"\r\n")).status == 200);
  CHECK(ask_once(server.endpoint(), get("/dated", "If-Modified-Since: Tue, 15 Nov 1994 08:12:30 GMT\r\n")).status ==
        200);
  CHECK(ask_once(server.endpoint(), get("/dated", "If-Modified-Since: soon\r\n")).status == 200);
  CHECK(ask_once(server.endpoint(), get("/undated", since)).status == 200);
}

TEST_CASE("edge: Range is ignored") {
  RunningServer server(prose_origin());
  for (const std::string range : {"bytes=0-4", "lines=1", "bytes=99999-"}) {
    const auto answer = ask_once(server.endpoint(), get("/prose", "Range: " + range + "\r\n"));
    CHECK(answer.status == 200);
    CHECK(answer.body == prose());
  }
}

TEST_CASE("edge: the first answer is compressed at the fast level; soon the best level replaces it") {
  auto origin = std::make_shared<FakeOrigin>([](std::string_view) { return text(prose()); });
  RunningServer server(origin);
  for (const std::string coding : {"br", "gzip"}) {
    CAPTURE(coding);
    const auto asked = origin->asked.load();
    const auto request = get("/" + coding, "Accept-Encoding: " + coding + "\r\n");
    const auto first = ask_once(server.endpoint(), request);
    CHECK(first.field("content-encoding") == coding);
    CHECK(eventually([&] {
      const auto later = ask_once(server.endpoint(), request);
      return later.field("etag") != first.field("etag") && later.body.size() < first.body.size();
    }));
    CHECK(ask_once(server.endpoint(), get("/" + coding, "Accept-Encoding: " + coding +
                                                            "\r\nIf-None-Match: " + first.field("etag") + "\r\n"))
              .status == 200);
    CHECK(origin->asked == asked + 1);
  }
}

TEST_CASE("edge: in a flood of new targets, first answers are not compressed; the second answer for a target is") {
  constexpr std::size_t count = 3 * server::max_waiting_for_compression;
  std::latch released(1);
  auto origin = std::make_shared<FakeOrigin>([&](std::string_view) {
    released.wait();
    return text(prose());
  });
  RunningServer server(origin);
  const auto ask = [](std::size_t number) { return get("/" + std::to_string(number), "Accept-Encoding: br\r\n"); };
  std::vector<std::unique_ptr<Client>> clients;
  for (std::size_t number = 0; number < count; ++number) {
    clients.push_back(std::make_unique<Client>(server.endpoint()));
    clients.back()->send(ask(number));
  }
  CHECK(eventually([&] { return server.open_connections() == count; }));
  // After a turn, a loop has read what had arrived.
  for (int turn = 0; turn < 3; ++turn) CHECK(server.server().turns(patience));
  released.count_down();
  std::vector<std::size_t> uncompressed;
  for (std::size_t number = 0; number < count; ++number) {
    const auto answer = clients[number]->receive();
    CHECK(answer.status == 200);
    if (answer.field("content-encoding").empty()) uncompressed.push_back(number);
  }
  CHECK(uncompressed.size() >= server::max_waiting_for_compression);
  CHECK(count - uncompressed.size() >= server::max_waiting_for_compression);
  for (const auto number : uncompressed) {
    CHECK(eventually([&] { return ask_once(server.endpoint(), ask(number)).field("content-encoding") == "br"; }));
  }
  CHECK(origin->asked == count);
}

TEST_CASE("edge: an answer with no-store goes to all that wait for it, and is made again for the next request") {
  auto origin = std::make_shared<FakeOrigin>([](std::string_view) {
    http::Response answer;
    answer.content_type = "text/plain";
    answer.fields = {{"Cache-Control", "private, no-store"}};
    answer.body = prose();
    return std::make_shared<server::Resource>(std::move(answer));
  });
  RunningServer server(origin);
  for (int asked = 1; asked <= 3; ++asked) {
    CHECK(ask_once(server.endpoint(), get("/a")).status == 200);
    CHECK(origin->asked == asked);
  }
}

TEST_CASE("edge: conditions are ignored if the origin's status is not 200") {
  auto origin = std::make_shared<FakeOrigin>([](std::string_view) { return text("nothing here", 404); });
  RunningServer server(origin);
  const auto missing = ask_once(server.endpoint(), get("/a", "If-None-Match: *\r\n"));
  CHECK(missing.status == 404);
  CHECK(missing.body == "nothing here");
  CHECK(ask_once(server.endpoint(), get("/a")).status == 404);
  CHECK(origin->asked == 1);
}

TEST_CASE("edge: an exception of the origin is a 500 without details and a line in the log, and is not stored") {
  auto origin = std::make_shared<FakeOrigin>([](std::string_view target) -> std::shared_ptr<server::Resource> {
    if (target == "/null") return nullptr;
    if (target == "/number") throw 5;
    throw std::runtime_error("secret\nsecond line");
  });
  RunningServer server(origin);
  for (const std::string target : {"/a", "/a", "/null", "/number"}) {
    CAPTURE(target);
    const auto answer = ask_once(server.endpoint(), get(target));
    CHECK(answer.status == 500);
    CHECK(answer.head.find("secret") == std::string::npos);
    CHECK(answer.body.find("secret") == std::string::npos);
  }
  CHECK(origin->asked == 4);
  const auto log = server.log();
  REQUIRE(log.size() == 4);
  CHECK(log[0] == "no answer to /a: secret second line");
}

TEST_CASE("edge: without an origin the answer is 503") {
  RunningServer server(nullptr);
  const auto answer = ask_once(server.endpoint(), get("/a"));
  CHECK(answer.status == 503);
  CHECK(answer.field("retry-after") == "1");
  server.server().replace(echo_origin());
  CHECK(eventually([&] { return ask_once(server.endpoint(), get("/a")).status == 200; }));
}
