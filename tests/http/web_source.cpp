// News at a URL: correct and faulty servers.
#include <doctest/doctest.h>
#include <httplib.h>

#include <atomic>
#include <csignal>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "http/http_date.h"
#include "sources/web.h"
#include "tests/http/client.h"
#include "tests/http/files.h"
#include "tests/http/operations_program.h"
#include "tests/http/program.h"
#include "tests/http/running_server.h"
#include "tests/http/tls_client.h"

namespace {

using sources::WebAnswer;
using sources::WebSource;

const std::string feed =
    "<rss version=\"2.0\"><channel><title>T</title><item><title>One</title><guid>urn:1</guid></item></channel></rss>";

// A site with a feed, on a free port.
class Site {
 public:
  Site() {
    server.Get("/feed", [this](const httplib::Request& request, httplib::Response& response) {
      ++asked;
      while (hangs) std::this_thread::sleep_for(std::chrono::milliseconds(10));
      const auto tag = "\"" + std::to_string(std::hash<std::string>()(body())) + "\"";
      response.set_header("ETag", tag);
      if (request.get_header_value("If-None-Match") == tag) {
        ++not_modified;
        response.status = 304;
        return;
      }
      response.set_content(body(), "application/rss+xml; charset=utf-8");
    });
    server.Get("/moved", [](const httplib::Request&, httplib::Response& response) { response.set_redirect("feed"); });
    server.Get("/loop", [](const httplib::Request&, httplib::Response& response) { response.set_redirect("/loop"); });
    server.Get("/busy", [](const httplib::Request&, httplib::Response& response) {
      response.status = 503;
      response.set_header("Retry-After", "120");
    });
    server.Get("/later", [](const httplib::Request&, httplib::Response& response) {
      response.status = 503;
      response.set_header("Retry-After", http::format_http_date(std::time(nullptr) + 500));
    });
    server.Get("/page", [](const httplib::Request&, httplib::Response& response) {
      response.set_content("<!DOCTYPE html><link rel=alternate type='application/rss+xml' href='/feed'>", "text/html");
    });
    server.Get("/cut", [](const httplib::Request&, httplib::Response& response) {
      response.set_content_provider(1000, "application/rss+xml",
                                    [](std::size_t offset, std::size_t, httplib::DataSink& sink) {
                                      return offset == 0 && sink.write("<rss>", 5);
                                    });
    });
    server.Get("/large", [](const httplib::Request&, httplib::Response& response) {
      response.set_content_provider(std::size_t{70} << 20, "text/plain",
                                    [](std::size_t, std::size_t length, httplib::DataSink& sink) {
                                      const std::string part(std::min<std::size_t>(length, 1 << 16), 'x');
                                      return sink.write(part.data(), part.size());
                                    });
    });
    server.Get("/slow", [](const httplib::Request&, httplib::Response& response) {
      response.set_content_provider(1000, "application/rss+xml", [](std::size_t, std::size_t, httplib::DataSink& sink) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        return sink.write(" ", 1);
      });
    });
    port = server.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server.listen_after_bind(); });
  }
  ~Site() {
    hangs = false;
    server.stop();
    thread_.join();
  }
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;

  std::string url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(port) + path; }
  std::string body() const {
    const std::lock_guard lock(mutex_);
    return body_;
  }
  void set_body(std::string body) {
    const std::lock_guard lock(mutex_);
    body_ = std::move(body);
  }

  httplib::Server server;
  int port = 0;
  std::atomic<int> asked = 0;
  std::atomic<int> not_modified = 0;
  std::atomic<bool> hangs = false;

 private:
  mutable std::mutex mutex_;
  std::string body_ = feed;
  std::thread thread_;
};

std::string error_of(const std::string& url) {
  const auto answer = WebSource(url).fetch();
  CHECK(answer.kind == WebAnswer::Kind::failed);
  CHECK(answer.error.starts_with(url + ": "));
  return answer.error;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("web source: a feed is asked for by its ETag, and redirects are followed") {
  Site site;
  WebSource source(site.url("/moved"));
  const auto first = source.fetch();
  CHECK(first.kind == WebAnswer::Kind::changed);
  CHECK(first.body == feed);
  CHECK(first.charset == "utf-8");
  CHECK(source.fetch().kind == WebAnswer::Kind::unchanged);
  CHECK(site.not_modified == 1);
  site.set_body(feed + " ");
  CHECK(source.fetch().kind == WebAnswer::Kind::changed);
}

TEST_CASE("web source: each failure has its reason") {
  Site site;
  CHECK(contains(error_of(site.url("/nothing")), "HTTP status 404"));
  CHECK(contains(error_of(site.url("/loop")), "more than 5 redirects"));
  CHECK(contains(error_of(site.url("/cut")), "cut off"));
  CHECK(contains(error_of(site.url("/large")), "larger than 64 MiB"));
  CHECK(contains(error_of("http://127.0.0.1:1/feed"), "no connection"));
  const auto busy = WebSource(site.url("/busy")).fetch();
  CHECK(contains(busy.error, "HTTP status 503"));
  CHECK(busy.wait == std::chrono::seconds(120));
  CHECK(WebSource(site.url("/later")).fetch().wait > std::chrono::seconds(400));
  const auto slow = WebSource(site.url("/slow"), std::chrono::milliseconds(200)).fetch();
  CHECK(contains(slow.error, "took longer"));
  WebSource stopped(site.url("/feed"));
  stopped.stop();
  CHECK(stopped.fetch().kind == WebAnswer::Kind::failed);
}

TEST_CASE("web source: serve --news URL shows what changes, and keeps the last good news") {
  Site site;
  const TemporaryFolder folder;
  const auto log = folder.write("log", "");
  const Program program({"--news", site.url("/feed"), "--poll", "1"}, log);
  httplib::Client client(program.url());
  const auto shows = [&](const std::string& text) {
    return eventually([&] {
      const auto answer = client.Get("/fragment");
      return answer && contains(answer->body, text);
    });
  };
  const auto logs = [&](const std::string& text) { return eventually([&] { return contains(read_file(log), text); }); };
  CHECK(shows(">One<"));
  auto changed = feed;
  changed.replace(changed.find("One"), 3, "Two");
  site.set_body(changed);
  CHECK(shows(">Two<"));
  site.set_body("<!DOCTYPE html><html>");
  CHECK(logs("this is an HTML page and no feed; the news before are served on"));
  CHECK(shows(">Two<"));
  site.set_body(feed);
  CHECK(shows(">One<"));
}

TEST_CASE("web source: a URL that gives no feed at the start ends with 1, and names the feed that a page links to") {
  Site site;
  const auto finished = run_program({"serve", "--listen", "127.0.0.1:0", "--news", site.url("/page")});
  CHECK(finished.status == 1);
  CHECK(contains(finished.errors,
                 "this is an HTML page and no feed: the page names the feed '" + site.url("/feed") + "'"));
  const auto check = run_program({"check", site.url("/feed")});
  CHECK(check.status == 0);
  CHECK(contains(check.output, "1 item"));
}

TEST_CASE("web source: a self-signed certificate is refused") {
  const Certificate certificate("localhost");
  server::Settings settings;
  settings.tls_certificate = certificate.file();
  settings.tls_key = certificate.key();
  RunningServer server(echo_origin(), settings);
  CHECK(contains(error_of("https://" + server.endpoint() + "/feed"), "the certificate is not valid for this name"));
  const auto check = run_program({"check", "https://" + server.endpoint() + "/feed"});
  CHECK(check.status == 1);
  CHECK(contains(check.errors, "the certificate is not valid for this name"));
}

TEST_CASE("web source: several --news make one list, and one that fails keeps its last good items") {
  Site site;
  const TemporaryFolder folder;
  const auto log = folder.write("log", "");
  const auto page = folder.write("page.txt", "Office\n1 June 2023\nOpening\nThe office opens. more\n");
  const Program program({"--news", page, "--news", site.url("/feed"), "--poll", "1"}, log);
  httplib::Client client(program.url());
  const auto fragment = [&] {
    const auto answer = client.Get("/fragment");
    return answer ? answer->body : "";
  };
  CHECK(contains(fragment(), ">Opening<"));
  CHECK(contains(fragment(), ">One<"));
  CHECK(contains(fragment(), "<p class=\"ln-author\" dir=\"auto\">Office</p>"));
  CHECK(contains(fragment(), "<p class=\"ln-author\" dir=\"auto\">T</p>"));
  CHECK(contains(client.Get("/news.json")->body, R"("authors":[{"name":"Office"}])"));
  site.set_body("no feed");
  CHECK(eventually([&] { return contains(read_file(log), "the news before are served on"); }));
  folder.write("page.txt", "Office\n2 June 2023\nParty\nThe office dances. more\n");
  CHECK(eventually([&] { return contains(fragment(), ">Party<"); }));
  CHECK(contains(fragment(), ">One<"));
}

TEST_CASE("web source: --state keeps the last good copy for a restart while the URL fails") {
  const TemporaryFolder folder;
  const auto state = folder.path() + "/state";
  std::string url;
  {
    Site site;
    url = site.url("/feed");
    Program program({"--news", url, "--state", state});
    CHECK(program.end(SIGTERM) == 0);
  }
  const auto log = folder.write("log", "");
  {
    const Program program({"--news", url, "--state", state}, log);
    httplib::Client client(program.url());
    CHECK(contains(client.Get("/fragment")->body, ">One<"));
    CHECK(contains(read_file(log), url + ": no connection; the copy of it that was kept is served"));
  }
  for (const auto& entry : std::filesystem::directory_iterator(state)) {
    std::ofstream(entry.path(), std::ios::app) << "damage";
  }
  const auto finished = run_program({"serve", "--listen", "127.0.0.1:0", "--news", url, "--state", state});
  CHECK(finished.status == 1);
  CHECK(contains(finished.errors, "the copy of " + url + " is damaged and is not used"));
  // With another source, the program starts without this one.
  const auto page = folder.write("page.txt", "Office\n1 June 2023\nOpening\nThe office opens. more\n");
  const Program program({"--news", url, "--news", page}, log);
  httplib::Client client(program.url());
  CHECK(contains(client.Get("/fragment")->body, ">Opening<"));
}

TEST_CASE("serve: --embargo-future hides items that are dated in the future") {
  const TemporaryFolder folder;
  const auto news = folder.write("news.json", R"({"version":"https://jsonfeed.org/version/1.1","title":"T","items":[
    {"id":"a","title":"Now","content_text":"x","date_published":"2023-06-01T00:00:00Z"},
    {"id":"b","title":"Later","content_text":"y","date_published":"2123-06-01T00:00:00Z"}]})");
  for (const bool holds_back : {false, true}) {
    std::vector<std::string> arguments{"--news", news};
    if (holds_back) arguments.emplace_back("--embargo-future");
    const Program program(arguments);
    httplib::Client client(program.url());
    CHECK(contains(client.Get("/fragment")->body, ">Now<"));
    CHECK(contains(client.Get("/fragment")->body, ">Later<") == !holds_back);
    CHECK(client.Get("/items/b")->status == (holds_back ? 404 : 200));
  }
}

TEST_CASE("web source: one that hangs does not delay another source or the end of an embargo") {
  Site site;
  const TemporaryFolder folder;
  const auto page = folder.write("page.txt", "Office\n1 June 2023\nOpening\nThe office opens. more\n");
  Program program({"--news", page, "--news", site.url("/feed"), "--poll", "1"});
  site.hangs = true;
  const int before = site.asked;
  REQUIRE(eventually([&] { return site.asked > before; }));
  folder.write("page.txt", "Office\n2 June 2023\nParty\nThe office dances. more\n");
  httplib::Client client(program.url());
  // The request for the feed would end after 10 seconds.
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(8);
  bool is_shown = false;
  while (!is_shown && std::chrono::steady_clock::now() < limit) {
    is_shown = contains(client.Get("/fragment")->body, ">Party<");
  }
  CHECK(is_shown);
  CHECK(contains(client.Get("/fragment")->body, ">One<"));
  CHECK(program.end(SIGTERM) == 0);
}

TEST_CASE("web source: another latest-news, which answers compressed by brotli") {
  const Program first;
  const Program second({"--news", first.url() + "/news.rss?limit=3"});
  httplib::Client client(second.url());
  CHECK(contains(client.Get("/fragment")->body, ">World Day against Trafficking in Persons 2023<"));
  httplib::Client asks(first.url());
  const auto answer = asks.Get("/news.rss?limit=3", httplib::Headers{{"Accept-Encoding", "br, gzip, deflate"}});
  CHECK(answer->get_header_value("Content-Encoding") == "br");
}
