// Many requests on one connection, in any pieces: order, persistence, ends.
#include <doctest/doctest.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "tests/http/client.h"
#include "tests/http/running_server.h"

namespace {

std::string get(const std::string& target, const std::string& lines = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n";
}

// An origin waits at this door until a test opens it.
class Door {
 public:
  void open() {
    {
      const std::lock_guard lock(mutex_);
      is_open_ = true;
    }
    opened_.notify_all();
  }
  void pass() {
    std::unique_lock lock(mutex_);
    opened_.wait_for(lock, std::chrono::seconds(20), [this] { return is_open_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable opened_;
  bool is_open_ = false;
};

// Makes every answer at once, except those of "/slow...", which wait for the door.
std::shared_ptr<FakeOrigin> slow_origin(Door& door) {
  auto origin = std::make_shared<FakeOrigin>([&door](std::string_view target) {
    if (target.substr(0, 5) == "/slow") door.pass();
    return text("you asked for " + std::string(target));
  });
  origin->prepare("/ready", text("ready"));
  return origin;
}

}  // namespace

TEST_CASE("edge: a request that arrives in pieces, cut anywhere, is the same request") {
  RunningServer server(echo_origin());
  const std::string request = get("/a?b=c", "Accept-Encoding: gzip\r\nX: y\r\n");
  Client client(server.endpoint());
  for (std::size_t cut = 1; cut < request.size(); ++cut) {
    CAPTURE(cut);
    client.send(request.substr(0, cut));
    client.send(request.substr(cut));
    REQUIRE(client.receive().body == "you asked for /a?b=c");
  }
  for (const char byte : request) client.send(std::string(1, byte));
  CHECK(client.receive().body == "you asked for /a?b=c");
  CHECK(server.totals().accepted == 1);
}

TEST_CASE("edge: pipelined requests are answered in order, ready ones behind slow ones too") {
  Door door;
  auto origin = slow_origin(door);
  RunningServer server(origin);
  Client client(server.endpoint());
  client.send(get("/ready") + get("/slow1") + get("/ready") + "HEAD /slow2 HTTP/1.1\r\nHost: a\r\n\r\n" +
              get("/slow1") + get("/b"));
  CHECK(client.receive().body == "ready");
  CHECK(client.is_silent(std::chrono::milliseconds(50)));
  door.open();
  CHECK(client.receive().body == "you asked for /slow1");
  CHECK(client.receive().body == "ready");
  CHECK(client.receive(false).field("content-length") == "20");
  CHECK(client.receive().body == "you asked for /slow1");
  CHECK(client.receive().body == "you asked for /b");
  CHECK(origin->asked == 3);
}

TEST_CASE("edge: a thousand pipelined requests in pieces of all sizes") {
  RunningServer server(slow_origin(*std::make_unique<Door>()));
  Client client(server.endpoint());
  std::string all;
  for (int i = 0; i < 1000; ++i) all += get("/ready") + (i % 3 == 0 ? "\r\n" : "");
  std::thread sender([&] {
    std::size_t size = 1;
    for (std::size_t at = 0; at < all.size(); at += size, size = size % 5000 + 7) client.send(all.substr(at, size));
  });
  int answers = 0;
  for (; answers < 1000; ++answers) {
    if (client.receive().body != "ready") break;
  }
  sender.join();
  CHECK(answers == 1000);
}

TEST_CASE("edge: connections that wait for one target share one call of the origin") {
  Door door;
  auto origin = slow_origin(door);
  RunningServer server(origin);
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 10; ++i) {
    clients.push_back(std::make_unique<Client>(server.endpoint()));
    clients.back()->send(get("/slow"));
  }
  clients[3]->reset();
  CHECK(eventually([&] { return server.totals().accepted == 10 && server.totals().closed == 1; }));
  door.open();
  for (std::size_t i = 0; i < clients.size(); ++i) {
    if (i != 3) CHECK(clients[i]->receive().body == "you asked for /slow");
  }
  CHECK(origin->asked == 1);
}

TEST_CASE("edge: a client that has finished sending still gets its answers") {
  Door door;
  RunningServer server(slow_origin(door));
  Client client(server.endpoint());
  client.send(get("/slow") + get("/ready"));
  client.finish_sending();
  CHECK(client.is_silent(std::chrono::milliseconds(50)));
  door.open();
  CHECK(client.receive().body == "you asked for /slow");
  CHECK(client.receive().body == "ready");
  CHECK(client.is_closed());
  CHECK(ask_once(server.endpoint(), get("/ready")).body == "ready");
}

TEST_CASE("edge: a client that resets its connection does not affect others") {
  Door door;
  RunningServer server(slow_origin(door));
  for (int i = 0; i < 20; ++i) {
    Client client(server.endpoint());
    client.send(i % 2 == 0 ? get("/slow") : get("/ready") + get("/ready").substr(0, 10));
    client.reset();
  }
  door.open();
  CHECK(ask_once(server.endpoint(), get("/slow")).body == "you asked for /slow");
  CHECK(eventually([&] { return server.open_connections() == 0; }));
}

TEST_CASE("edge: the version and Connection decide whether the connection persists") {
  RunningServer server(echo_origin());
  struct Case {
    std::string request, connection;
    bool closes;
  };
  const std::vector<Case> cases = {
      {"GET /a HTTP/1.1\r\nHost: a\r\n\r\n", "", false},
      {"GET /a HTTP/1.1\r\nHost: a\r\nConnection: closed\r\n\r\n", "", false},
      {"GET /a HTTP/1.1\r\nHost: a\r\nConnection: x, CLOSE\r\n\r\n", "close", true},
      {"GET /a HTTP/1.7\r\nHost: a\r\n\r\n", "", false},
      {"GET /a HTTP/1.0\r\n\r\n", "close", true},
      {"GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", "keep-alive", false},
      {"OPTIONS * HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", "keep-alive", false},
      {"GET /a HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n", "close", true},
  };
  for (const Case& c : cases) {
    CAPTURE(c.request);
    Client client(server.endpoint());
    client.send(c.request);
    CHECK(client.receive().field("connection") == c.connection);
    client.send_some(get("/b"));
    if (c.closes) {
      CHECK(client.is_closed());
    } else {
      CHECK(client.receive().body == "you asked for /b");
    }
  }
}

TEST_CASE("edge: empty lines before a request are skipped") {
  RunningServer server(echo_origin());
  Client client(server.endpoint());
  client.send("\r\n" + get("/a") + "\r\n\r\n\r\n" + get("/b") + "\r");
  CHECK(client.receive().body == "you asked for /a");
  CHECK(client.receive().body == "you asked for /b");
  client.send("\n" + get("/c"));
  CHECK(client.receive().body == "you asked for /c");
}

TEST_CASE("edge: a slow reader gets the whole answer and delays no other client") {
  const std::string large(5u << 20, 'x');
  auto origin = std::make_shared<FakeOrigin>([&](std::string_view target) {
    if (target != "/large") return text("small");
    http::Response answer;
    answer.content_type = "image/png";
    answer.body = large;
    return std::make_shared<server::Resource>(std::move(answer));
  });
  RunningServer server(origin);
  Client slow(server.endpoint(), 4096);
  slow.send(get("/large") + get("/small") + get("/large") + get("/other"));
  CHECK(ask_once(server.endpoint(), get("/small")).body == "small");
  CHECK(slow.receive().body == large);
  CHECK(slow.receive().body == "small");
  // A new origin does not change an answer that is being sent.
  server.server().replace(echo_origin());
  CHECK(slow.receive().status == 200);
  CHECK(slow.receive().status == 200);
}

TEST_CASE("edge: a new origin answers new requests; requests under way get the old one's answers") {
  Door door;
  auto old_origin = slow_origin(door);
  server::Settings settings;
  settings.workers = 2;
  RunningServer server(old_origin, settings);
  Client client(server.endpoint());
  client.send(get("/a"));
  CHECK(client.receive().body == "you asked for /a");
  client.send(get("/slow"));
  CHECK(eventually([&] { return old_origin->asked == 2; }));
  auto new_origin = std::make_shared<FakeOrigin>([](std::string_view) { return text("new"); });
  server.server().replace(new_origin);
  CHECK(eventually([&] { return ask_once(server.endpoint(), get("/a")).body == "new"; }));
  Client second(server.endpoint());
  second.send(get("/slow"));
  CHECK(eventually([&] { return server.open_connections() >= 2; }));
  door.open();
  CHECK(client.receive().body == "you asked for /slow");
  CHECK(second.receive().body == "new");
  client.send(get("/slow"));
  CHECK(client.receive().body == "new");
  std::weak_ptr<FakeOrigin> old = old_origin;
  old_origin.reset();
  CHECK(eventually([&] { return old.expired(); }));
}

TEST_CASE("edge: a replaced origin is freed by a worker, not by the loop that answers") {
  // A loop that freed it would wait at the door, and answer nothing.
  class HeavyOrigin final : public FakeOrigin {
   public:
    explicit HeavyOrigin(Door& door) : FakeOrigin([](std::string_view) { return text("old"); }), door_(door) {}
    ~HeavyOrigin() override { door_.pass(); }

   private:
    Door& door_;
  };
  Door door;
  auto heavy = std::make_shared<HeavyOrigin>(door);
  server::Settings settings;
  settings.workers = 2;
  RunningServer server(heavy, settings);
  std::weak_ptr<FakeOrigin> old = heavy;
  heavy.reset();
  CHECK(ask_once(server.endpoint(), get("/a")).body == "old");
  server.server().replace(std::make_shared<FakeOrigin>([](std::string_view) { return text("new"); }));
  CHECK(eventually([&] { return ask_once(server.endpoint(), get("/a")).body == "new"; }));
  CHECK(eventually([&] { return old.expired(); }));
  door.open();
}
