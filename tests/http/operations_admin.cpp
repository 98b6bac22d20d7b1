// The administration port: /healthz, /readyz, /metrics, and the publisher's page.
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <condition_variable>
#include <csignal>
#include <fstream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "commands/serve_options.h"
#include "operations/administration.h"
#include "operations/health.h"
#include "tests/http/operations_program.h"
#include "tests/http/running_server.h"

using operations_test::Administered;

namespace {

// Blocks the loop that calls it, until it is told to go on.
class StickyOrigin final : public server::Origin {
 public:
  const std::shared_ptr<server::Resource>* find(std::string_view) const noexcept override {
    std::unique_lock lock(mutex_);
    is_stuck_ = true;
    changed_.notify_all();
    changed_.wait_for(lock, patience, [this] { return may_go_on_; });
    return nullptr;
  }
  std::shared_ptr<server::Resource> make(std::string_view) override { return text("at last"); }

  void wait_until_stuck() const {
    std::unique_lock lock(mutex_);
    REQUIRE(changed_.wait_for(lock, patience, [this] { return is_stuck_; }));
  }
  void go_on() {
    const std::lock_guard lock(mutex_);
    may_go_on_ = true;
    changed_.notify_all();
  }

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  mutable bool is_stuck_ = false;
  bool may_go_on_ = false;
};

// Listens on a port of 127.0.0.1, unless another program does already.
class Occupied {
 public:
  explicit Occupied(std::uint16_t port) : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    const int one = 1;
    ::setsockopt(descriptor_, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (::bind(descriptor_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) ::listen(descriptor_, 1);
  }
  ~Occupied() { ::close(descriptor_); }
  Occupied(const Occupied&) = delete;
  Occupied& operator=(const Occupied&) = delete;

 private:
  int descriptor_;
};

}  // namespace

TEST_CASE("admin: /healthz and /readyz answer 200 without storing, and the public port does not have them") {
  const Administered site;
  const auto health = site.ask_admin("/healthz");
  CHECK(health.status == 200);
  CHECK(health.body == "ok\n");
  CHECK(health.field("cache-control") == "no-store");
  const auto ready = site.ask_admin("/readyz");
  CHECK(ready.status == 200);
  CHECK(std::regex_match(
      ready.body,
      std::regex("ready: 39 items, loaded \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ, edition [0-9a-f]{16}\\n")));
  CHECK(site.ask_admin("/fragment").status == 404);
  for (const std::string target : {"/healthz", "/readyz", "/metrics"}) {
    CAPTURE(target);
    CHECK(site.ask(target).status == 404);
    CHECK(ask_once(site.admin(), "POST " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").status == 405);
  }
}

TEST_CASE("admin: /healthz fails while a loop is stuck") {
  const auto origin = std::make_shared<StickyOrigin>();
  RunningServer server(origin);
  const operations::Health health;
  Fence fence;
  operations::Administration administration(
      "127.0.0.1:0", {server.server(), health, fence, {}, false, [] { return 0; }, [] { return http::Response(); }});
  const auto endpoints = administration.start();
  REQUIRE(endpoints.has_value());
  const auto ask = [&] { return ask_once(endpoints.value().front(), Administered::request("/healthz")); };
  CHECK(ask().status == 200);
  Client client(server.endpoint());
  client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n");
  origin->wait_until_stuck();
  const auto answer = ask();
  CHECK(answer.status == 503);
  CHECK(answer.body == "an event loop does not come round to its work within a second\n");
  CHECK(answer.field("cache-control") == "no-store");
  origin->go_on();
  CHECK(client.receive().status == 200);
  CHECK(ask().status == 200);
}

TEST_CASE("admin: the publisher's page shows the items, sources, faults and embargoes") {
  const TemporaryFolder folder;
  const auto path = folder.file("news.json");
  const auto write = [&](const std::string& items) {
    std::ofstream(path) << R"({"version":"https://jsonfeed.org/version/1.1","title":"Office <x>","items":[)" << items
                        << "]}";
  };
  write(
      R"({"id":"a","title":"First","content_text":"One.","titel":"x","_latest_news":{"start":"2023-07-30","end":"2023-07-30"}},
{"id":"b","title":"Report","content_text":"Two.","_latest_news":{"publish":"2099-12-01T09:00:00+01:00"}})");
  const Administered site({"--news", path});
  const auto page = site.ask_admin("/");
  CHECK(page.status == 200);
  CHECK(page.field("content-type") == "text/html; charset=utf-8");
  CHECK(page.field("cache-control") == "no-store");
  CHECK(page.field("content-security-policy").find("default-src 'none'") == 0);
  const auto has = [](const Response& answer, const std::string& text) {
    return answer.body.find(text) != std::string::npos;
  };
  CHECK(has(page, "Office &lt;x&gt;"));
  CHECK(has(page, "1 items at <a href=\"http://" + site.endpoint() + "/\">"));
  CHECK(has(page, "The newest: First, 2023-07-30."));
  CHECK(has(page, "news.json"));
  CHECK(has(page, "news.json:1"));
  CHECK(has(page, "did you mean"));
  CHECK(has(page, "&#39;Report&#39; from 2099-12-01T09:00:00+01:00"));
  for (const std::string layout : {"list", "cards", "headlines", "timeline"}) {
    CHECK(has(page, "<h3 class=\"ln-layout-name\">" + layout + "</h3>"));
  }
  CHECK_FALSE(has(page, "Newer news is not served"));
  write("broken");
  CHECK(eventually([&] { return has(site.ask_admin("/"), "Newer news is not served"); }));
  CHECK(has(site.ask_admin("/"), "The newest: First, 2023-07-30."));
  CHECK(site.ask("/publisher").status == 404);
}

TEST_CASE("admin: replicas with the same content have the same name of the edition") {
  const TemporaryFolder folder;
  const auto path = folder.write(
      "news.json",
      R"({"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"a","content_text":"One."}]})");
  const std::vector<std::string> arguments{"--news", path, "--public-url", "https://news.example"};
  const Administered one(arguments);
  const Administered other(arguments);
  const Administered elsewhere({"--news", path, "--public-url", "https://other.example"});
  const auto name = [](const Administered& program) {
    return program.ask_admin("/readyz").field("latest-news-edition");
  };
  const auto first = name(one);
  CHECK(first.size() == 16);
  CHECK(first == name(other));
  CHECK(first != name(elsewhere));
  CHECK(one.ask_admin("/readyz").body.find(", edition " + first + "\n") != std::string::npos);
  CHECK(one.metric("latest_news_edition_info{edition=\"" + first + "\"}") == 1);
  CHECK(one.ask_admin("/").body.find("edition " + first) != std::string::npos);
  CHECK(one.ask("/fragment").field("latest-news-edition").empty());
  folder.write(
      "news.json",
      R"({"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"a","content_text":"Two."}]})");
  CHECK(eventually([&] { return name(one) != first && name(one) == name(other); }));
}

TEST_CASE("log: each line of --log-format json is an object, with any file name") {
  const TemporaryFolder folder;
  const auto path = folder.write("a \"quoted\"\n name.json",
                                 R"({"version":"https://jsonfeed.org/version/1.1","title":"T","items":[]})");
  const auto log = folder.file("log");
  {
    Program program({"--news", path, "--log-format", "json", "--log-level", "info"}, log);
    std::ofstream(path) << "broken";
    CHECK(eventually([&] { return read_file(log).find("quoted") != std::string::npos; }));
    program.end(SIGTERM);
  }
  const auto lines = operations_test::lines_of(log);
  CHECK_FALSE(lines.empty());
  for (const auto& line : lines) {
    CAPTURE(line);
    const auto object = nlohmann::json::parse(line, nullptr, false);
    REQUIRE(object.is_object());
    CHECK(std::regex_match(object.at("time").get<std::string>(), std::regex("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{12}Z")));
    CHECK(object.at("level").is_string());
    CHECK_FALSE(object.at("message").get<std::string>().empty());
  }
}

TEST_CASE("admin: unexpected exceptions are counted by the thread's work") {
  RunningServer server(std::make_shared<StickyOrigin>());
  const operations::Health health;
  Fence fence;
  CHECK_FALSE(fence.run(Work::files, [] { throw std::runtime_error("unexpected"); }));
  CHECK(fence.run(Work::signals, [] {}));
  operations::Administration administration(
      "127.0.0.1:0", {server.server(), health, fence, {}, false, [] { return 0; }, [] { return http::Response(); }});
  const auto endpoints = administration.start();
  REQUIRE(endpoints.has_value());
  const auto metrics = ask_once(endpoints.value().front(), Administered::request("/metrics")).body;
  CHECK(metrics.find("latest_news_internal_errors_total{where=\"files\"} 1\n") != std::string::npos);
  CHECK(metrics.find("latest_news_internal_errors_total{where=\"signals\"} 0\n") != std::string::npos);
}

TEST_CASE("admin: from SIGTERM on /readyz fails, while requests under way are finished") {
  Administered site;
  Client slow(site.endpoint());
  slow.send("GET /fragment HTTP/1.1\r\n");
  CHECK(eventually([&] { return site.metric("latest_news_open_connections") == 1; }));
  kill(site.program().id(), SIGTERM);
  CHECK(eventually([&] { return site.ask_admin("/readyz").status == 503; }));
  CHECK(site.ask_admin("/readyz").body.find("not ready: the program is ending\n") == 0);
  CHECK(site.ask_admin("/healthz").status == 200);
  CHECK(site.metric("latest_news_ready") == 0);
  slow.send("Host: a\r\n\r\n");
  const auto answer = slow.receive();
  CHECK(answer.status == 200);
  CHECK(answer.field("connection") == "close");
  CHECK(slow.is_closed());
  CHECK(site.program().end(SIGTERM) == 0);
}

TEST_CASE("admin: the metrics are what Prometheus reads, each with its type and help") {
  const Administered site;
  site.ask("/fragment");
  const auto answer = site.ask_admin("/metrics");
  CHECK(answer.status == 200);
  CHECK(answer.field("content-type") == "text/plain; version=0.0.4; charset=utf-8");
  const std::regex line(
      "# (HELP|TYPE) latest_news_[a-z_]+ .+|"
      "latest_news_[a-z_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*\\})? -?[0-9.e+-]+( \\d+)?");
  std::istringstream lines(answer.body);
  int count = 0;
  for (std::string text; std::getline(lines, text); ++count) {
    CAPTURE(text);
    CHECK(std::regex_match(text, line));
  }
  CHECK(count > 50);
}

TEST_CASE("admin: requests, statuses, reasons and bytes are counted") {
  const Administered site({"--threads", "1"});  // each loop misses for itself what it has not remembered
  const auto count = [&](const std::string& labels) {
    return std::max(0.0, site.metric("latest_news_requests_total{" + labels + "}"));
  };
  const auto bytes = site.metric("latest_news_sent_bytes_total");
  const auto tag = site.ask("/fragment").field("etag");
  for (int i = 0; i < 3; ++i) CHECK(site.ask("/fragment").status == 200);
  CHECK(site.ask("/fragment", "If-None-Match: " + tag + "\r\n").status == 304);
  CHECK(site.ask("/fragment?limit=3&page=2").status == 200);
  CHECK(site.ask("/fragment?limit=3&page=2").status == 200);
  CHECK(site.ask("/fragment?limit=x").status == 400);
  CHECK(site.ask("/items/none").status == 404);
  CHECK(site.ask("/nowhere").status == 404);
  CHECK(ask_once(site.endpoint(), "POST / HTTP/1.1\r\nHost: a\r\n\r\n").status == 405);
  CHECK(ask_once(site.endpoint(), "GET / HTTP/1.1\r\n\r\n").status == 400);
  CHECK(ask_once(site.endpoint(), "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").status == 204);

  CHECK(count(R"(route="/fragment",status="200")") == 6);
  CHECK(count(R"(route="/fragment",status="304")") == 1);
  CHECK(count(R"(route="/fragment",status="400")") == 1);
  CHECK(count(R"(route="/items/{id}",status="404")") == 1);
  CHECK(count(R"(route="other",status="404")") == 1);
  CHECK(count(R"(route="none",status="405")") == 1);
  CHECK(count(R"(route="none",status="400")") == 1);
  CHECK(count(R"(route="none",status="204")") == 1);
  CHECK(site.metric(R"(latest_news_refused_requests_total{reason="missing_host"})") == 1);
  CHECK(site.metric(R"(latest_news_refused_requests_total{reason="method_not_allowed"})") == 1);
  CHECK(site.metric(R"(latest_news_refused_requests_total{reason="bad_host"})") == 0);
  // A list that was not asked for, one with a wrong parameter, and two that do not exist.
  CHECK(site.metric("latest_news_cache_misses_total") == 4);
  CHECK(site.metric("latest_news_cache_hits_total") == 6);
  CHECK(site.metric(R"(latest_news_request_duration_seconds_count{cache="hit"})") == 6);
  CHECK(site.metric(R"(latest_news_request_duration_seconds_count{cache="miss"})") == 4);
  CHECK(site.metric(R"(latest_news_request_duration_seconds_bucket{cache="miss",le="+Inf"})") == 4);
  CHECK(site.metric(R"(latest_news_request_duration_seconds_sum{cache="miss"})") > 0);
  CHECK(site.metric("latest_news_sent_bytes_total") > bytes + 6 * 1000);
  CHECK(site.metric("latest_news_edition_items") == 39);
  CHECK(site.metric("latest_news_edition_age_seconds") >= 0);
  CHECK(site.metric("latest_news_edition_age_seconds") < 600);
  CHECK(site.metric("latest_news_news_refused") == 0);
  CHECK(site.metric("latest_news_ready") == 1);
}

TEST_CASE("admin: the metric of open connections follows them") {
  const Administered site;
  {
    Client one(site.endpoint());
    Client two(site.endpoint());
    CHECK(eventually([&] { return site.metric("latest_news_open_connections") == 2; }));
  }
  CHECK(eventually([&] { return site.metric("latest_news_open_connections") == 0; }));
  CHECK(site.metric("latest_news_connections_total") == 2);
}

TEST_CASE("admin: a port in use is an error if it was asked for; an empty value is no port") {
  const Administered site;
  const auto finished = run_program({"serve", "--listen", "127.0.0.1:0", "--admin", site.admin()});
  CHECK(finished.status == 1);
  CHECK(finished.errors.find("--admin: ") != std::string::npos);
  CHECK(finished.errors.find(site.admin()) != std::string::npos);
  const TemporaryFolder folder;
  Program none({"--admin", ""}, folder.file("errors"));
  CHECK(none.end(SIGTERM) == 0);
  CHECK(read_file(folder.file("errors")).find("administration") == std::string::npos);
}

TEST_CASE("admin: if the default port is in use, the program warns and serves") {
  const std::string port = commands::default_admin;
  const Occupied occupied(static_cast<std::uint16_t>(std::stoi(port.substr(port.find(':') + 1))));
  const TemporaryFolder folder;
  Program program({}, folder.file("errors"), Program::Admin::as_by_default);
  CHECK(ask_once(program.url().substr(std::string("http://").size()), Administered::request("/fragment")).status ==
        200);
  CHECK(program.end(SIGTERM) == 0);
  const auto errors = read_file(folder.file("errors"));
  CHECK(errors.find("warning") != std::string::npos);
  CHECK(errors.find("no administration port: cannot listen on " + port + ": the port is in use") != std::string::npos);
  CHECK(errors.find("(another: --admin ADDRESS:PORT)") != std::string::npos);
}
