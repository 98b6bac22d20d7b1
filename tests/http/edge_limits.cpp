// What a client may not do, and for how long: limits, timers, refusals, the number of connections.
#include <doctest/doctest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/http/client.h"
#include "tests/http/running_server.h"

using std::chrono::milliseconds;

namespace {

const std::string request = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";

}  // namespace

TEST_CASE("edge: bytes that are no request are refused at once with a readable answer, and the connection ends") {
  RunningServer server(echo_origin());
  const std::vector<std::pair<std::string, int>> cases = {
      {std::string("\x16\x03\x01\x02\0\x01", 6), 400},
      {"GET / HTTP/1.1\nHost: a\n\n", 400},
      {"GET /\r\n", 400},
      {"GET / HTTP/1.10\r\n", 400},
      {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
      {"GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a:b8\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nA: b\r\n c\r\n\r\n", 400},
      {"GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET /" + std::string(33000, 'a'), 414},
      {"GET / HTTP/1.1\r\nHost: a\r\nA: " + std::string(33000, 'a'), 431},
      {"GET / HTTP/1.1\r\nHost: a\r\nA: " + std::string(33000, 'a') + "\r\n\r\n", 431},
      {std::string(2000, 'A') + " / HTTP/1.1\r\n\r\n", 501},
  };
  for (const auto& one : cases) {
    const auto& bytes = one.first;
    const auto& status = one.second;
    CAPTURE(bytes.substr(0, 60));
    Client client(server.endpoint());
    client.send(request + bytes);
    CHECK(client.receive().status == 200);
    // More bytes after it: unread bytes must not turn the refusal into a reset (RFC 9112, section 9.6).
    client.send_some(std::string(20000, 'x') + request);
    const auto answer = client.receive();
    CHECK(answer.status == status);
    CHECK(answer.field("connection") == "close");
    CHECK(answer.field("date") != "");
    CHECK(answer.body.size() > 20);
    CHECK(client.is_closed());
  }
}

TEST_CASE("edge: after a refusal the connection is closed within its time and bytes") {
  server::Settings settings;
  settings.linger_timeout = milliseconds(50);
  RunningServer server(echo_origin(), settings);
  Client quiet(server.endpoint());
  quiet.send("bad\n");
  CHECK(quiet.receive().status == 400);
  CHECK(eventually([&] { return server.open_connections() == 0; }));
  Client talkative(server.endpoint());
  talkative.send("bad\n");
  CHECK(eventually([&] {
    talkative.send_some(std::string(65536, 'x'));
    return server.open_connections() == 0 && server.totals().accepted == 2;
  }));
}

TEST_CASE("edge: a head that takes too long gets 408; an idle connection is closed without an answer") {
  server::Settings settings;
  settings.head_timeout = milliseconds(100);
  settings.idle_timeout = milliseconds(300);
  RunningServer server(echo_origin(), settings);
  Client slow(server.endpoint());
  const auto began = std::chrono::steady_clock::now();
  // A byte now and then does not help.
  CHECK(eventually([&] {
    slow.send_some("A");
    return !slow.is_silent(milliseconds(10));
  }));
  CHECK(slow.receive().status == 408);
  CHECK(std::chrono::steady_clock::now() - began >= milliseconds(90));
  Client idle(server.endpoint());
  idle.send(request);
  CHECK(idle.receive().status == 200);
  const auto idle_since = std::chrono::steady_clock::now();
  CHECK(idle.is_closed());
  CHECK(std::chrono::steady_clock::now() - idle_since >= milliseconds(250));
  Client never(server.endpoint());
  CHECK(never.is_closed());
}

TEST_CASE("edge: a client that reads nothing, or too slowly, is disconnected") {
  const auto origin = std::make_shared<FakeOrigin>([](std::string_view) {
    http::Response answer;
    answer.content_type = "image/png";
    answer.body.assign(16u << 20, 'x');
    return std::make_shared<server::Resource>(std::move(answer));
  });
  server::Settings settings;
  settings.write_timeout = milliseconds(100);
  RunningServer server(origin, settings);
  Client stalled(server.endpoint(), 4096);
  stalled.send(request);
  CHECK(eventually([&] { return server.totals().accepted == 1 && server.open_connections() == 0; }));

  settings.write_timeout = milliseconds(60000);
  settings.minimum_rate = 100u << 20;
  settings.minimum_rate_after = milliseconds(50);
  RunningServer strict(origin, settings);
  Client slow(strict.endpoint(), 4096);
  slow.send(request);
  CHECK(eventually([&] {
    try {
      slow.receive_some(4096);
    } catch (const std::runtime_error&) {
      return true;  // reset
    }
    return strict.totals().accepted == 1 && strict.open_connections() == 0;
  }));
}

TEST_CASE("edge: the kernel holds little of an answer that its client does not read") {
  constexpr std::size_t answer_bytes = 16u << 20;
  const auto origin = std::make_shared<FakeOrigin>(
      [](std::string_view target) { return text(std::string(target == "/a" ? answer_bytes : 10, 'x')); });
  RunningServer server(origin);
  Client greedy(server.endpoint(), 4096);
  greedy.send(request);
  CHECK(eventually([&] { return server.totals().bytes_sent > 0; }));
  // 64 KiB in each of the two kernel buffers; without the limit it is over 2 MB.
  CHECK(server.totals().bytes_sent < 256u << 10);
  CHECK(ask_once(server.endpoint(), "GET /b HTTP/1.1\r\nHost: a\r\n\r\n").status == 200);
  CHECK(server.totals().bytes_sent < 256u << 10);
  CHECK(greedy.receive().body.size() == answer_bytes);
}

TEST_CASE("edge: no further request is taken from a connection that has unsent bytes") {
  auto origin = echo_origin();
  origin->prepare("/large", text(std::string(100000, 'x')));
  RunningServer server(origin);
  Client greedy(server.endpoint(), 4096);
  constexpr std::size_t requests = 2000;
  std::string all;
  for (std::size_t i = 0; i < requests; ++i) all += "GET /large HTTP/1.1\r\nHost: a\r\n\r\n";
  std::size_t sent = 0;
  while (sent < all.size()) {
    const auto more = greedy.send_some(std::string_view(all).substr(sent));
    if (more == 0 && server.totals().requests > 0) break;
    sent += more;
  }
  for (int i = 0; i < 10; ++i) CHECK(ask_once(server.endpoint(), request).status == 200);
  // One batch, of the requests that came before the socket was full.
  CHECK(server.totals().requests <= 10 + 2 * 32);
  std::thread sender([&] { greedy.send(std::string_view(all).substr(sent)); });
  std::size_t answers = 0;
  for (; answers < requests; ++answers) {
    if (greedy.receive().body.size() != 100000) break;
  }
  sender.join();
  CHECK(answers == requests);
}

TEST_CASE("edge: at the limit of connections, the one that is idle for longest is closed for a new one") {
  server::Settings settings;
  settings.max_connections = 4;
  for (const unsigned threads : {1u, 2u}) {
    CAPTURE(threads);
    settings.threads = threads;
    RunningServer server(echo_origin(), settings);
    std::vector<std::unique_ptr<Client>> in;
    for (std::size_t i = 0; i < 3; ++i) {
      in.push_back(std::make_unique<Client>(server.endpoint()));
      in.back()->send(request);
      CHECK(in.back()->receive().field("connection") == "");
    }
    in.push_back(std::make_unique<Client>(server.endpoint()));
    CHECK(eventually([&] { return server.open_connections() == 4; }));
    CHECK(server.log().empty());
    Client newcomer(server.endpoint());
    newcomer.send(request);
    const auto answer = newcomer.receive();
    CHECK(answer.status == 200);
    CHECK(eventually([&] { return !server.log().empty(); }));
    CHECK(server.log()[0].find("all of 4 connections") != std::string::npos);
    // Two loops may each close a connection of theirs: then there is room again, and the newcomer's stays.
    if (threads > 1) {
      CHECK(eventually([&] { return server.open_connections() <= 3; }));
      continue;
    }
    CHECK(answer.field("connection") == "close");
    CHECK(newcomer.is_closed());
    CHECK(in[0]->is_closed());
    CHECK(server.log().size() == 1);
    CHECK(eventually([&] { return server.open_connections() == 3; }));
  }
}

TEST_CASE("edge: at the limit of connections, without an idle one, new ones wait until one closes") {
  std::mutex mutex;
  std::unique_lock held(mutex);
  const auto origin = std::make_shared<FakeOrigin>([&](std::string_view) {
    const std::lock_guard lock(mutex);
    return text("late");
  });
  server::Settings settings;
  settings.max_connections = 2;
  RunningServer server(origin, settings);
  Client one(server.endpoint());
  Client two(server.endpoint());
  one.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
  two.send("GET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(eventually([&] { return server.open_connections() == 2; }));
  Client outside(server.endpoint());
  outside.send("GET /3 HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(outside.is_silent(milliseconds(50)));
  held.unlock();
  CHECK(one.receive().status == 200);
  CHECK(two.receive().status == 200);
  CHECK(outside.receive().status == 200);
}

TEST_CASE("edge: a head with 30 KiB of cookies is answered, in one piece and in many; one over 32 KiB is 431") {
  RunningServer server(echo_origin());
  const std::string begin = "GET /a HTTP/1.1\r\nHost: a\r\n";
  const auto cookies = [](int bytes) {
    std::string lines;
    while (static_cast<int>(lines.size()) + 1000 <= bytes) lines += "Cookie: a=" + std::string(988, 'b') + "\r\n";
    return lines;
  };
  Client client(server.endpoint());
  const auto good = begin + cookies(30 << 10) + "\r\n";
  client.send(good);
  CHECK(client.receive().status == 200);
  for (std::size_t from = 0; from < good.size(); from += 1000) client.send(std::string_view(good).substr(from, 1000));
  CHECK(client.receive().status == 200);
  CHECK(ask_once(server.endpoint(), begin + cookies(33 << 10) + "\r\n").status == 431);
  CHECK(ask_once(server.endpoint(), "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n").status == 414);
}

TEST_CASE("edge: without free descriptors, open connections are served, new ones wait, and no loop runs busily") {
  RunningServer server(echo_origin());
  Client in(server.endpoint());
  in.send(request);
  CHECK(in.receive().status == 200);
  Client waiting(server.endpoint());  // has its descriptor; the server's end has none if it is accepted late
  CHECK(eventually([&] { return server.totals().accepted == 2; }));
  rlimit before{};
  REQUIRE(getrlimit(RLIMIT_NOFILE, &before) == 0);
  // The client's sockets are in this process too: all but one of the descriptors up to the limit are taken.
  std::vector<int> taken;
  const rlimit low{256, before.rlim_max};
  REQUIRE(setrlimit(RLIMIT_NOFILE, &low) == 0);
  for (int descriptor = dup(0); descriptor >= 0; descriptor = dup(0)) taken.push_back(descriptor);
  REQUIRE_FALSE(taken.empty());
  close(taken.back());
  taken.pop_back();
  {
    Client outside(server.endpoint());
    outside.send(request);
    CHECK(eventually([&] { return !server.log().empty(); }));
    const auto processor = [] {
      rusage now{};
      getrusage(RUSAGE_SELF, &now);
      return (now.ru_utime.tv_sec + now.ru_stime.tv_sec) * 1000000 + now.ru_utime.tv_usec + now.ru_stime.tv_usec;
    };
    const auto used_before = processor();
    CHECK(outside.is_silent(milliseconds(200)));
    CHECK(processor() - used_before < 100000);  // of 200 ms
    in.send(request);
    CHECK(in.receive().status == 200);
    close(taken.back());
    taken.pop_back();
    CHECK(outside.receive().status == 200);
  }
  for (const int descriptor : taken) close(descriptor);
  setrlimit(RLIMIT_NOFILE, &before);
  CHECK(server.log()[0].find("descriptors") != std::string::npos);
}

TEST_CASE("edge: with too many pending requests, the next one gets 503 at once") {
  std::mutex mutex;
  const auto origin = std::make_shared<FakeOrigin>([&](std::string_view) {
    const std::lock_guard lock(mutex);
    return text("late");
  });
  server::Settings settings;
  settings.workers = 1;
  settings.max_waiting_questions = 5;
  RunningServer server(origin, settings);
  // Before the server ends, even if a check throws: the server waits for its worker.
  std::unique_lock held(mutex);
  std::vector<std::unique_ptr<Client>> clients;
  const auto ask = [&] {
    clients.push_back(std::make_unique<Client>(server.endpoint()));
    clients.back()->send("GET /" + std::to_string(clients.size()) + " HTTP/1.1\r\nHost: a\r\n\r\n");
  };
  ask();
  CHECK(eventually([&] { return origin->asked == 1; }));
  for (int i = 0; i < 9; ++i) ask();
  CHECK(eventually([&] { return server.totals().refused == 4; }));
  held.unlock();
  int late = 0;
  int overloaded = 0;
  for (const auto& client : clients) {
    const auto answer = client->receive();
    late += answer.status == 200;
    overloaded += answer.status == 503 && answer.field("retry-after") == "1";
  }
  CHECK(late == 6);
  CHECK(overloaded == 4);
}

TEST_CASE("edge: an answer that is not made in time is 503 with problem details, and the connection persists") {
  std::mutex mutex;
  std::unique_lock held(mutex);
  auto origin = std::make_shared<FakeOrigin>([&](std::string_view) {
    const std::lock_guard lock(mutex);
    return text("late");
  });
  origin->prepare("/ready", text("ready"));
  server::Settings settings;
  settings.origin_timeout = milliseconds(100);
  RunningServer server(origin, settings);
  Client client(server.endpoint());
  client.send(request + "HEAD /a HTTP/1.1\r\nHost: a\r\n\r\nGET /ready HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto late = client.receive();
  CHECK(late.status == 503);
  CHECK(late.field("retry-after") == "1");
  CHECK(late.field("content-type") == "application/problem+json");
  CHECK(late.body == R"({"type":"about:blank","title":"Service Unavailable","status":503,)"
                     R"("detail":"the answer could not be made in time; please ask again in a moment"})");
  CHECK(client.receive(false).status == 503);
  CHECK(client.receive().body == "ready");
  held.unlock();
  CHECK(eventually([&] { return ask_once(server.endpoint(), request).body == "late"; }));
}
