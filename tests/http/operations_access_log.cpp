// The access log of the real program: its lines, and that no answer waits for it.
#include <doctest/doctest.h>

#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>

#include "tests/http/operations_program.h"

using operations_test::Administered;
using operations_test::lines_of;

namespace {

std::vector<std::string> wait_for_lines(const std::string& path, std::size_t number) {
  eventually([&] { return lines_of(path).size() >= number; });
  return lines_of(path);
}

// As many answers as requests, over one connection.
void ask_often(const std::string& endpoint, int number) {
  Client client(endpoint);
  constexpr int together = 50;
  for (int i = 0; i < number; i += together) {
    std::string requests;
    for (int j = 0; j < together; ++j)
      requests += "HEAD /fragment HTTP/1.1\r\nHost: a\r\nX: " + std::string(100, 'x') + "\r\n\r\n";
    client.send(requests);
    for (int j = 0; j < together; ++j) REQUIRE(client.receive(false).status == 200);
  }
}

}  // namespace

TEST_CASE("access log: common lines, addresses cut, refused requests too, nothing forged") {
  const TemporaryFolder folder;
  const auto file = folder.file("access");
  {
    const Program program({"--access-log", "common", "--access-log-file", file});
    const auto endpoint = program.url().substr(7);
    const auto body = ask_once(endpoint, Administered::request("/fragment")).body;
    ask_once(endpoint, Administered::request("/fragment\x7f"));
    ask_once(endpoint, "GET /\" 200 1\x1b[2J\xff HTTP/1.1\r\nHost: a\r\n\r\n");
    ask_once(endpoint, "GET /\n127.0.0.1 - - forged HTTP/1.1\r\nHost: a\r\n\r\n");
    ask_once(endpoint, "\x16\x03\x01\x02 hello\r\n\r\n");
    const auto lines = wait_for_lines(file, 5);
    REQUIRE(lines.size() == 5);
    const std::regex form(
        R"(127\.0\.0\.0 - - \[\d\d/[A-Z][a-z][a-z]/\d{4}:\d\d:\d\d:\d\d \+0000\] "([^"\\]|\\x[0-9a-f]{2})*" \d{3} (\d+|-))");
    for (const auto& line : lines) {
      CAPTURE(line);
      CHECK(std::regex_match(line, form));
      CHECK(line.find("forged") == std::string::npos);
    }
    CHECK(lines[0].find("\"GET /fragment HTTP/1.1\" 200 " + std::to_string(body.size())) != std::string::npos);
    CHECK(lines[2].find(R"("GET /\x22 200 1\x1b[2J\xff HTTP/1.1" 400 )") != std::string::npos);
  }
  CHECK((std::filesystem::status(file).permissions() & std::filesystem::perms::others_all) ==
        std::filesystem::perms::none);
}

TEST_CASE("access log: JSON lines, whole addresses if asked for, the address from a trusted proxy") {
  const TemporaryFolder folder;
  const auto file = folder.file("access");
  const Program program({"--access-log", "json", "--access-log-file", file, "--log-full-address", "--trusted-proxy",
                         "127.0.0.0/8", "--trusted-proxy", "10.0.0.1"});
  const auto endpoint = program.url().substr(7);
  const auto ask = [&](const std::string& fields) { ask_once(endpoint, Administered::request("/news.json", fields)); };
  ask("");
  ask("X-Forwarded-For: 1.1.1.1, 203.0.113.77, 10.0.0.1\r\nUser-Agent: t\"\\\r\n");
  ask("X-Forwarded-For: nonsense\r\n");
  ask_once(endpoint, Administered::request("/fragment?limit=3&page=2"));
  const auto lines = wait_for_lines(file, 4);
  REQUIRE(lines.size() == 4);
  const auto first = nlohmann::json::parse(lines[0]);
  CHECK(first["client"] == "127.0.0.1");
  CHECK(first["method"] == "GET");
  CHECK(first["target"] == "/news.json");
  CHECK(first["status"] == 200);
  CHECK(first["bytes"] > 1000);
  const auto second = nlohmann::json::parse(lines[1]);
  CHECK(second["client"] == "203.0.113.77");
  CHECK(second["user_agent"] == "t\"\\");
  CHECK(nlohmann::json::parse(lines[2])["client"] == "127.0.0.1");
  CHECK(nlohmann::json::parse(lines[3])["microseconds"] > 0);
}

TEST_CASE("access log: X-Forwarded-For of an untrusted peer is ignored, and a wrong option is refused") {
  const TemporaryFolder folder;
  const auto file = folder.file("access");
  {
    const Program program({"--access-log", "common", "--access-log-file", file, "--trusted-proxy", "10.0.0.0/8"});
    ask_once(program.url().substr(7), Administered::request("/", "X-Forwarded-For: 203.0.113.77\r\n"));
    const auto lines = wait_for_lines(file, 1);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].starts_with("127.0.0.0 "));
  }
  const auto wrong = [](const std::string& option, const std::string& value) {
    return run_program({"serve", "--listen", "127.0.0.1:0", "--admin", "", "--access-log", "common", option, value});
  };
  const auto network = wrong("--trusted-proxy", "10.0.0.1/8");
  CHECK(network.status == 2);
  CHECK(network.errors.find("10.0.0.1/8") != std::string::npos);
  const auto path = wrong("--access-log-file", folder.file("none/access"));
  CHECK(path.status == 1);
  CHECK(path.errors.find("none/access: No such file or directory") != std::string::npos);
  const auto format = run_program({"serve", "--listen", "127.0.0.1:0", "--admin", "", "--access-log", "xml"});
  CHECK(format.status == 2);
  CHECK(format.errors.find("off, common or json") != std::string::npos);
}

TEST_CASE("access log: SIGHUP opens the file again") {
  const TemporaryFolder folder;
  const auto file = folder.file("access");
  Program program({"--access-log", "common", "--access-log-file", file});
  const auto endpoint = program.url().substr(7);
  ask_once(endpoint, Administered::request("/?before"));
  CHECK(wait_for_lines(file, 1).size() == 1);
  std::filesystem::rename(file, file + ".1");
  kill(program.id(), SIGHUP);
  CHECK(eventually([&] {
    ask_once(endpoint, Administered::request("/?after"));
    return std::filesystem::exists(file);
  }));
  CHECK(program.end(SIGTERM) == 0);
  CHECK(lines_of(file).back().find("/?after") != std::string::npos);
  CHECK(lines_of(file + ".1").front().find("/?before") != std::string::npos);
}

// The test does not read its pipe, which takes 64 KiB. The queue takes 8192 lines.
TEST_CASE("access log: a stuck reader costs lines, but delays neither answers nor the end") {
  Administered site({"--access-log", "json"});
  ask_often(site.endpoint(), 15000);
  CHECK(site.metric("latest_news_access_log_dropped_lines_total") > 1000);
  CHECK(site.ask("/fragment").status == 200);
  CHECK(site.program().end(SIGTERM) == 0);
}

TEST_CASE("access log: a full disk costs lines, is reported once, and delays no answer") {
  Administered site({"--access-log", "common", "--access-log-file", "/dev/full"});
  ask_often(site.endpoint(), 500);
  CHECK(eventually([&] { return site.metric("latest_news_access_log_dropped_lines_total") == 500; }));
  const auto errors = site.errors();
  const auto said = errors.find("/dev/full: No space left on device");
  CHECK(said != std::string::npos);
  CHECK(errors.find("/dev/full", said + 1) == std::string::npos);
  CHECK(site.program().end(SIGTERM) == 0);
}
