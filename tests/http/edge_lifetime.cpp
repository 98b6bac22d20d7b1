// Binding, several loops, the end.
#include <doctest/doctest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/http/client.h"
#include "tests/http/running_server.h"

using std::chrono::milliseconds;

namespace {

const std::string request = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";

std::string bind_error(const std::string& listen, unsigned threads = 1) {
  server::Settings settings;
  settings.listen = {listen};
  settings.threads = threads;
  server::Server server(settings, echo_origin());
  const auto bound = server.bind();
  return bound.has_value() ? "" : bound.error().message;
}

}  // namespace

TEST_CASE("edge: an address that cannot be listened on is one line that says why") {
  RunningServer one(echo_origin());
  server::Settings settings;
  settings.threads = 2;
  RunningServer two(echo_origin(), settings);
  for (const unsigned threads : {1u, 2u}) {
    CAPTURE(threads);
    for (const auto& endpoint : {one.endpoint(), two.endpoint()}) {
      CHECK(bind_error(endpoint, threads).find(endpoint + ": the port is in use") != std::string::npos);
    }
  }
  CHECK(bind_error("203.0.113.1:0").find("no network interface") != std::string::npos);
  for (const std::string text : {"127.0.0.1", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:65536", "127.0.0.1:-1",
                                 "127.0.0.1:99999999999", "::1:8080", "[127.0.0.1]:8080", "localhost:8080", ":8080"}) {
    CAPTURE(text);
    const auto message = bind_error(text);
    CHECK(message.find("cannot listen on " + text + ": ") == 0);
    CHECK(message.find("such as 127.0.0.1:8080") != std::string::npos);
    CHECK(message.find('\n') == std::string::npos);
  }
}

TEST_CASE("edge: several addresses and several loops") {
  server::Settings settings;
  settings.listen = {"127.0.0.1:0", "127.0.0.2:0"};
  settings.threads = 3;
  RunningServer server(echo_origin(), settings);
  REQUIRE(server.endpoints().size() == 2);
  for (const auto& endpoint : server.endpoints()) {
    for (int i = 0; i < 30; ++i) REQUIRE(ask_once(endpoint, request).status == 200);
  }
  CHECK(server.totals().requests == 60);
}

TEST_CASE("edge: a port is free again at once") {
  std::string endpoint;
  {
    RunningServer server(echo_origin());
    endpoint = server.endpoint();
    CHECK(ask_once(endpoint, "GET /a HTTP/1.0\r\n\r\n").status == 200);
  }
  CHECK(bind_error(endpoint) == "");
}

TEST_CASE("edge: at the start, a connection is refused or answered at once") {
  server::Settings settings;
  settings.threads = 2;
  settings.listen = {RunningServer(echo_origin()).endpoint()};
  // The kernel drops the SYN for a socket that is just being closed. Then it comes again after a second (RFC 6298,
  // section 2).
  for (int start = 0; start < 1000; ++start) {
    std::atomic<unsigned> lost = 0;
    std::thread visitor([&] {
      for (bool is_answered = false; !is_answered;) {
        std::unique_ptr<Client> client;
        try {
          client = std::make_unique<Client>(settings.listen.front());
        } catch (const std::runtime_error&) {
          continue;  // not listening yet
        }
        try {
          client->send(request);
          is_answered = client->receive().status == 200;
          lost += client->retransmissions();
        } catch (const std::runtime_error&) {
          ++lost;
        }
      }
    });
    {
      const RunningServer server(echo_origin(), settings);
      visitor.join();
    }
    REQUIRE(lost == 0);
  }
}

TEST_CASE("edge: at the end, idle connections close and pending requests are answered with Connection: close") {
  std::mutex mutex;
  std::unique_lock held(mutex);
  auto origin = std::make_shared<FakeOrigin>([&](std::string_view) {
    const std::lock_guard lock(mutex);
    return text("late");
  });
  origin->prepare("/ready", text("ready"));
  RunningServer server(origin);
  Client idle(server.endpoint());
  idle.send("GET /ready HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(idle.receive().field("connection") == "");
  Client waiting(server.endpoint());
  waiting.send(request);
  Client partial(server.endpoint());
  partial.send("GET /ready HT");
  CHECK(eventually([&] { return origin->asked == 1 && server.totals().accepted == 3; }));
  server.server().stop();
  CHECK(idle.is_closed());
  partial.send("TP/1.1\r\nHost: a\r\n\r\n");
  const auto last = partial.receive();
  CHECK(last.body == "ready");
  CHECK(last.field("connection") == "close");
  CHECK_THROWS(Client(server.endpoint()));  // refused
  held.unlock();
  const auto late = waiting.receive();
  CHECK(late.body == "late");
  CHECK(late.field("connection") == "close");
  server.stop();
}

TEST_CASE("edge: draining ends at its time limit") {
  server::Settings settings;
  settings.drain_timeout = milliseconds(100);
  RunningServer server(echo_origin(), settings);
  Client never(server.endpoint());
  Client partial(server.endpoint());
  partial.send("GET /a HT");
  CHECK(eventually([&] { return server.totals().accepted == 2; }));
  const auto began = std::chrono::steady_clock::now();
  server.stop();
  CHECK(std::chrono::steady_clock::now() - began < milliseconds(5000));
}

TEST_CASE("edge: a server that never ran can be destroyed") {
  server::Server server({}, echo_origin());
  server::Settings settings;
  settings.listen = {"127.0.0.1:0"};
  server::Server bound(settings, echo_origin());
  CHECK(bound.bind().has_value());
}

TEST_CASE("edge: replacing the origin under load loses no request") {
  server::Settings settings;
  settings.threads = 2;
  RunningServer server(echo_origin(), settings);
  std::atomic<bool> done = false;
  std::thread replacer([&] {
    while (!done) {
      server.server().replace(echo_origin());
      std::this_thread::sleep_for(milliseconds(1));
    }
  });
  std::vector<std::thread> clients;
  std::atomic<int> good = 0;
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back([&, i] {
      Client client(server.endpoint());
      for (int n = 0; n < 200; ++n) {
        const std::string target = "/" + std::to_string(i) + "?" + std::to_string(n % 5);
        client.send("GET " + target + " HTTP/1.1\r\nHost: a\r\nAccept-Encoding: br\r\n\r\n");
        good += client.receive().body == "you asked for " + target;
      }
    });
  }
  for (auto& client : clients) client.join();
  done = true;
  replacer.join();
  CHECK(good == 800);
}

TEST_CASE("edge: a health check during the end is answered") {
  for (int i = 0; i < 300; ++i) {
    server::Settings settings;
    settings.threads = 2;
    RunningServer server(echo_origin(), settings);
    std::thread stopping([&] { server.server().stop(); });
    bool turns = true;
    for (int question = 0; question < 10; ++question) turns = turns && server.server().turns(patience);
    stopping.join();
    REQUIRE(turns);
  }
}

// Its destructor blocks the thread that runs it.
class BlockingOrigin : public FakeOrigin {
 public:
  BlockingOrigin(std::mutex& mutex, std::atomic<bool>& is_blocked)
      : FakeOrigin([](std::string_view) { return text("old"); }), mutex_(mutex), is_blocked_(is_blocked) {}
  ~BlockingOrigin() override {
    is_blocked_ = true;
    const std::lock_guard lock(mutex_);
  }

 private:
  std::mutex& mutex_;
  std::atomic<bool>& is_blocked_;
};

TEST_CASE("edge: a request that is in the socket when draining begins is answered") {
  std::mutex mutex;
  std::atomic<bool> is_blocked = false;
  RunningServer server(std::make_shared<BlockingOrigin>(mutex, is_blocked));
  std::unique_lock held(mutex);
  Client client(server.endpoint());
  client.send(request);
  CHECK(client.receive().status == 200);
  server.server().replace(echo_origin());
  CHECK(eventually([&] { return is_blocked.load(); }));
  // The loop learns of the end before it looks at its sockets again.
  client.send(request);
  server.server().stop();
  held.unlock();
  const auto answer = client.receive();
  CHECK(answer.status == 200);
  CHECK(answer.field("connection") == "close");
}

TEST_CASE("edge: empty lines do not keep an idle connection alive") {
  server::Settings settings;
  settings.idle_timeout = milliseconds(300);
  RunningServer server(echo_origin(), settings);
  Client client(server.endpoint());
  client.send(request);
  CHECK(client.receive().status == 200);
  CHECK(eventually([&] {
    client.send_some("\r\n");
    std::this_thread::sleep_for(milliseconds(20));
    return server.open_connections() == 0;
  }));
}
