// Signals: an orderly end, an immediate end, and reading certificates again.
#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

#include "tests/http/client.h"
#include "tests/http/files.h"
#include "tests/http/program.h"
#include "tests/http/tls_client.h"

namespace {

const std::string request = "GET /fragment HTTP/1.1\r\nHost: a\r\n\r\n";

std::string endpoint_of(const Program& program) { return program.url().substr(program.url().rfind('/') + 1); }

}  // namespace

TEST_CASE("serve: a head that began before SIGTERM may be finished within --drain-timeout") {
  Program program({"--admin", "", "--drain-timeout", "9"});
  Client client(endpoint_of(program));
  client.send(request);
  CHECK(client.receive().status == 200);
  client.send(request.substr(0, 20));
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  kill(program.id(), SIGTERM);
  CHECK(eventually([&] {
    try {
      const Client other(endpoint_of(program));
      return false;
    } catch (const std::exception&) {
      return true;
    }
  }));
  client.send(request.substr(20));
  const auto last = client.receive();
  CHECK(last.status == 200);
  CHECK(last.field("connection") == "close");
  CHECK(client.is_closed());
}

TEST_CASE("serve: a second signal ends the program at once, with status 0") {
  Program program({"--admin", "", "--drain-timeout", "3600"});
  Client client(endpoint_of(program));
  client.send(request.substr(0, 20));
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  const auto began = std::chrono::steady_clock::now();
  kill(program.id(), SIGTERM);
  CHECK(client.is_silent(std::chrono::milliseconds(200)));
  CHECK(program.end(SIGINT) == 0);
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(5));
}

TEST_CASE("serve: SIGHUP reads the certificate again, and keeps the old one if the new one is wrong") {
  Certificate certificate("one");
  const auto log = certificate.file() + ".log";
  Program program(
      {"--admin", "", "--tls-certificate", certificate.file(), "--tls-key", certificate.key(), "--hsts", "60"}, log);
  TlsClient before(endpoint_of(program));
  CHECK(before.peer_name() == "one");
  certificate.replace("two");
  kill(program.id(), SIGHUP);
  CHECK(eventually([&] { return TlsClient(endpoint_of(program)).peer_name() == "two"; }));
  before.send(request);
  CHECK(before.receive_through("</section>").find("\r\nStrict-Transport-Security: max-age=60\r\n") !=
        std::string::npos);
  std::ofstream(certificate.key()) << "nonsense";
  kill(program.id(), SIGHUP);
  CHECK(eventually([&] { return read_file(log).find("the certificate stays as it was: ") != std::string::npos; }));
  CHECK(read_file(log).find(certificate.key() + ": there is none in it") != std::string::npos);
  CHECK(TlsClient(endpoint_of(program)).peer_name() == "two");
  CHECK(program.end(SIGTERM) == 0);
}

TEST_CASE("serve: wrong options of the edge are refused") {
  CHECK(run_program({"serve", "--tls-key", "k.pem"}).status == 2);
  CHECK(run_program({"serve", "--hsts", "60"}).status == 2);
  CHECK(run_program({"serve", "--threads", "0"}).status == 2);
  CHECK(run_program({"serve", "--idle-timeout", "x"}).status == 2);
  const auto finished =
      run_program({"serve", "--listen", "127.0.0.1:0", "--tls-certificate", "/nowhere/c", "--tls-key", "/nowhere/k"});
  CHECK(finished.status == 1);
  CHECK(finished.errors.find("cannot use the certificate /nowhere/c: no such file") != std::string::npos);
}
