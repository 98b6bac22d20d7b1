// Other places where an edge listens: Unix sockets, sockets from systemd, shared ports.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "net/systemd_sockets.h"
#include "tests/http/client.h"
#include "tests/http/files.h"
#include "tests/http/running_server.h"

namespace {

const std::string request = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";

server::Settings on(const std::string& listen, unsigned threads = 1) {
  server::Settings settings;
  settings.listen = {listen};
  settings.threads = threads;
  return settings;
}

std::string bind_error(const server::Settings& settings) {
  server::Server server(settings, echo_origin());
  const auto bound = server.bind();
  return bound.has_value() ? "" : bound.error().message;
}

bool has_ipv6() {
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_addr = in6addr_loopback;
  const int descriptor = ::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool is_bound = ::bind(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  ::close(descriptor);
  return is_bound;
}

// A socket that listens on a free port, as a service manager would open it.
int listening_socket() {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  REQUIRE(::bind(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  REQUIRE(::listen(descriptor, 16) == 0);
  return descriptor;
}

}  // namespace

TEST_CASE("edge: a Unix socket is served by all loops, is for its user and group, and is removed at the end") {
  const TemporaryFolder folder;
  const auto path = folder.file("news.socket");
  {
    RunningServer server(echo_origin(), on("unix:" + path, 2));
    CHECK(server.endpoint() == "unix:" + path);
    struct stat file = {};
    REQUIRE(::stat(path.c_str(), &file) == 0);
    CHECK((file.st_mode & 0777) == 0660);
    for (int i = 0; i < 50; ++i) REQUIRE(ask_once(server.endpoint(), request).body == "you asked for /a");
    CHECK(bind_error(on("unix:" + path)) ==
          "cannot listen on unix:" + path +
              ": it is in use; end the program that listens there, or choose another path");
    CHECK(ask_once(server.endpoint(), request).status == 200);
  }
  CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("edge: an abandoned Unix socket is replaced; any other file stays") {
  const TemporaryFolder folder;
  const auto path = folder.file("news.socket");
  {
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    REQUIRE(::bind(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    ::close(descriptor);
  }
  {
    RunningServer server(echo_origin(), on("unix:" + path));
    CHECK(ask_once(server.endpoint(), request).status == 200);
    // Another program that has taken the name since then keeps it.
    std::filesystem::remove(path);
    std::ofstream(path) << "another's";
  }
  CHECK(std::filesystem::exists(path));
  CHECK(bind_error(on("unix:" + path)).find("there is a file that is no socket") != std::string::npos);
  CHECK(bind_error(on("unix:" + folder.file("nowhere/socket"))).find("there is no such folder") != std::string::npos);
  CHECK(bind_error(on("unix:" + folder.file(std::string(200, 'a')))).find("more than 107 bytes") != std::string::npos);
  CHECK(bind_error(on("unix:")).find("there is no path") != std::string::npos);
}

TEST_CASE("edge: a socket from systemd is served; at the end, connections in its queue stay for the next process") {
  const int descriptor = listening_socket();
  auto settings = on("127.0.0.1:0", 2);
  settings.listen.clear();
  settings.handed_over = {::fcntl(descriptor, F_DUPFD_CLOEXEC, 0)};
  std::string endpoint;
  {
    RunningServer server(echo_origin(), settings);
    endpoint = server.endpoint();
    for (int i = 0; i < 20; ++i) REQUIRE(ask_once(endpoint, request).status == 200);
  }
  Client between(endpoint);
  between.send(request);
  settings.handed_over = {::fcntl(descriptor, F_DUPFD_CLOEXEC, 0)};
  RunningServer next(echo_origin(), settings);
  CHECK(between.receive().body == "you asked for /a");
  settings.handed_over = {::open("/dev/null", O_RDONLY | O_CLOEXEC)};
  CHECK(bind_error(settings).find("it is no stream socket that listens") != std::string::npos);
  ::close(descriptor);
}

TEST_CASE("edge: sockets are taken from the environment only if LISTEN_PID is this process and LISTEN_FDS a number") {
  const auto set = [](const std::string& process, const std::string& count) {
    ::setenv("LISTEN_PID", process.c_str(), 1);
    ::setenv("LISTEN_FDS", count.c_str(), 1);
  };
  const auto own = std::to_string(::getpid());
  CHECK(net::take_systemd_sockets().empty());
  set("1", "2");
  CHECK(net::take_systemd_sockets().empty());
  CHECK(std::getenv("LISTEN_FDS") == nullptr);
  set(own, "-1");
  CHECK(net::take_systemd_sockets().empty());
  set(own, "two");
  CHECK(net::take_systemd_sockets().empty());
  set(own, "0");
  CHECK(net::take_systemd_sockets().empty());
}

TEST_CASE("edge: IPv6, by one address or by all; these endpoints take no IPv4 connections") {
  if (!has_ipv6()) {
    MESSAGE("not tested: this machine has no IPv6");
    return;
  }
  auto settings = on("[::1]:0", 2);
  settings.listen.emplace_back("[::]:0");
  RunningServer server(echo_origin(), settings);
  REQUIRE(server.endpoints().size() == 2);
  CHECK(server.endpoints()[0].starts_with("[::1]:"));
  CHECK(server.endpoints()[1].starts_with("[::]:"));
  for (const auto& endpoint : server.endpoints()) {
    const std::string port = endpoint.substr(endpoint.rfind(':') + 1);
    CHECK(port != "0");
    for (int i = 0; i < 20; ++i) REQUIRE(ask_once("[::1]:" + port, request).body == "you asked for /a");
    CHECK(bind_error(on("[::1]:" + port)) ==
          "cannot listen on [::1]:" + port + ": the port is in use; choose another one, or 0 for any that is free");
  }
  // Unless another program has this port of IPv4.
  CHECK(eventually([&] {
    const RunningServer both(echo_origin(), on("[::]:0"));
    return bind_error(on("0.0.0.0" + both.endpoint().substr(both.endpoint().rfind(':')))).empty();
  }));
}

TEST_CASE("edge: a port is shared only between processes with --reuse-port") {
  auto settings = on("127.0.0.1:0");
  settings.reuse_port = true;
  RunningServer one(echo_origin(), settings);
  settings.listen = {one.endpoint()};
  CHECK(bind_error(on(one.endpoint())).find("the port is in use") != std::string::npos);
  RunningServer two(echo_origin(), settings);
  one.stop();
  for (int i = 0; i < 20; ++i) REQUIRE(ask_once(two.endpoint(), request).status == 200);
}

TEST_CASE(
    "edge: while a shared port goes over, no connection begins that would be reset, and those that are there go on") {
  auto settings = on("127.0.0.1:0");
  settings.reuse_port = true;
  RunningServer server(echo_origin(), settings);
  Client before(server.endpoint());
  before.send(request);
  CHECK(before.receive().status == 200);
  server.server().stop();
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  if (!server.log().empty()) {
    CHECK(server.log()[0].find("goes over without a filter") != std::string::npos);
    MESSAGE("skipped: this system refuses the filter to this user");
    return;
  }
  before.send(request);
  CHECK(before.receive().field("connection") == "");
  // Its SYN is dropped, so that it comes again when the socket is closed: after a second (RFC 6298, section 2).
  const auto began = std::chrono::steady_clock::now();
  CHECK_THROWS(Client(server.endpoint()));
  CHECK(std::chrono::steady_clock::now() - began > std::chrono::milliseconds(500));
  CHECK(server.totals().accepted == 1);
  CHECK(before.is_closed());
}
