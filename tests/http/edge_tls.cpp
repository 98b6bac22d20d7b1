// TLS: answers, accepted versions and suites, and certificates that are replaced.
#include <doctest/doctest.h>
#include <openssl/ssl.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "tests/http/client.h"
#include "tests/http/running_server.h"
#include "tests/http/tls_client.h"

using std::chrono::milliseconds;

namespace {

const std::string request = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";

server::Settings with(const Certificate& certificate) {
  server::Settings settings;
  settings.tls_certificate = certificate.file();
  settings.tls_key = certificate.key();
  return settings;
}

std::string bind_error(const std::string& certificate, const std::string& key) {
  server::Settings settings;
  settings.listen = {"127.0.0.1:0"};
  settings.tls_certificate = certificate;
  settings.tls_key = key;
  server::Server server(settings, echo_origin());
  const auto bound = server.bind();
  return bound.has_value() ? "" : bound.error().message;
}

std::string refusal_of(const RunningServer& server, const TlsWishes& wishes) {
  try {
    const TlsClient client(server.endpoint(), wishes);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

void write(const std::string& file, const std::string& text) { std::ofstream(file) << text; }

}  // namespace

TEST_CASE("edge tls: with 1.2 and 1.3, requests are answered in order, and close_notify ends the connection") {
  const Certificate certificate("one");
  RunningServer server(echo_origin(), with(certificate));
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClient client(server.endpoint(), {.max_version = version});
    CHECK(client.version() == (version == TLS1_2_VERSION ? "TLSv1.2" : "TLSv1.3"));
    client.send(request);
    CHECK(client.receive_through("you asked for /a").find("HTTP/1.1 200 OK\r\n") == 0);
    std::string many;
    for (int i = 0; i < 300; ++i) many += "GET /" + std::to_string(i % 7) + " HTTP/1.1\r\nHost: a\r\n\r\n";
    client.send(many);
    for (int i = 0; i < 300; ++i) {
      REQUIRE(client.receive_through("you asked for /").find("HTTP/1.1 200 OK\r\n") == 0);
      REQUIRE(client.receive_bytes(1) == std::to_string(i % 7));
    }
    // Byte by byte, each in a record of its own.
    for (const char c : request) client.send({&c, 1});
    CHECK(client.receive_through("you asked for /a").find("HTTP/1.1 200 OK\r\n") == 0);
    client.send("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    client.receive_through("you asked for /a");
    CHECK(client.is_closed());
  }
}

TEST_CASE("edge tls: in TLS 1.2, only cipher suites with AEAD are accepted") {
  const Certificate certificate("one");
  RunningServer server(echo_origin(), with(certificate));
  const TlsClient good(server.endpoint(), {.max_version = TLS1_2_VERSION});
  CHECK(good.version() == "TLSv1.2");
  // handshake_failure (RFC 5246, section 7.2.2)
  for (const std::string suite : {"ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA384"}) {
    CAPTURE(suite);
    CHECK(refusal_of(server, {.max_version = TLS1_2_VERSION, .suites = suite}) == "TLS client: no handshake: alert 40");
  }
}

TEST_CASE("edge tls: the certificate stays if its file becomes a folder, unreadable or empty") {
  Certificate certificate("one");
  RunningServer server(echo_origin(), with(certificate));
  for (const auto& file : {certificate.file(), certificate.key()}) {
    CAPTURE(file);
    std::filesystem::rename(file, file + ".aside");
    CHECK(server.server().reload_certificate().value().message.find("no such file") != std::string::npos);
    std::filesystem::create_directory(file);
    CHECK(server.server().reload_certificate().value().message.find("it is a folder") != std::string::npos);
    std::filesystem::remove(file);
    std::ofstream(file).close();
    CHECK(server.server().reload_certificate().value().message.find("there is none in it") != std::string::npos);
    std::filesystem::rename(file + ".aside", file);
    CHECK(TlsClient(server.endpoint()).peer_name() == "one");
  }
  certificate.replace("two");
  CHECK_FALSE(server.server().reload_certificate());
  CHECK(TlsClient(server.endpoint()).peer_name() == "two");
}

TEST_CASE("edge tls: 1.1 is refused, as is a client that offers other protocols only; http/1.1 is chosen") {
  const Certificate certificate("one");
  RunningServer server(echo_origin(), with(certificate));
  // RFC 8446, section 6.2: protocol_version is 70, no_application_protocol 120.
  CHECK(refusal_of(server, {.max_version = TLS1_1_VERSION}) == "TLS client: no handshake: alert 70");
  CHECK(refusal_of(server, {.protocols = "\x02h2"}) == "TLS client: no handshake: alert 120");
  const TlsClient both(server.endpoint(), {.protocols = "\x02h2\x08http/1.1"});
  CHECK(both.protocol() == "http/1.1");
  const TlsClient none(server.endpoint());
  CHECK(none.protocol() == "");
}

TEST_CASE("edge tls: a slow reader gets a large body whole and delays no other client") {
  const Certificate certificate("one");
  std::string large(20u << 20, 'x');
  for (std::size_t i = 0; i < large.size(); i += 997) large[i] = static_cast<char>('a' + i % 26);
  auto origin = std::make_shared<FakeOrigin>([](std::string_view) { return text("small"); });
  http::Response answer;
  answer.body = large;
  origin->prepare("/large", std::make_shared<server::Resource>(std::move(answer)));
  RunningServer server(origin, with(certificate));
  TlsClient slow(server.endpoint(), {.receive_bytes = 4096});
  slow.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n" + request);
  TlsClient quick(server.endpoint());
  quick.send(request);
  quick.receive_through("small");
  slow.receive_through("\r\n\r\n");
  CHECK(slow.receive_bytes(large.size()) == large);
  slow.receive_through("small");
}

TEST_CASE(
    "edge tls: a handshake that stalls is ended like a head, one that is done has the time of an idle connection") {
  const Certificate certificate("one");
  auto settings = with(certificate);
  settings.head_timeout = milliseconds(200);
  settings.idle_timeout = milliseconds(600);
  RunningServer server(echo_origin(), settings);
  const auto began = std::chrono::steady_clock::now();
  Client silent(server.endpoint());
  Client stalled(server.endpoint());
  stalled.send(std::string("\x16\x03\x01\x02\x00\x01\x00", 7));
  TlsClient idle(server.endpoint());
  CHECK(silent.is_closed());
  CHECK(stalled.is_closed());
  CHECK(std::chrono::steady_clock::now() - began >= milliseconds(190));
  CHECK(idle.is_closed());
  CHECK(std::chrono::steady_clock::now() - began >= milliseconds(590));
  Client plain(server.endpoint());
  plain.send(request);
  CHECK(plain.receive_all().empty());  // OpenSSL has no alert for plain HTTP
  CHECK(eventually([&] { return server.open_connections() == 0; }));
}

TEST_CASE("edge tls: a handshake that fails is read to its end, so that its alert is not overtaken by a reset") {
  const Certificate certificate("one");
  RunningServer server(echo_origin(), with(certificate));
  const std::string more(40u << 10, 'x');  // within what is drained, more than OpenSSL reads at once
  // A ServerHello where the ClientHello should be: RFC 8446, section 6.2, unexpected_message.
  Client wrong(server.endpoint());
  wrong.send(std::string("\x16\x03\x01\x00\x05\x02\x00\x00\x01\x00", 10) + more);
  const std::string alert = wrong.receive_all();
  REQUIRE(alert.size() == 7);
  CHECK(alert.substr(0, 2) == "\x15\x03");
  CHECK(alert.substr(3) == std::string("\x00\x02\x02\x0a", 4));
  Client plain(server.endpoint());
  plain.send(request + more);
  CHECK(plain.receive_all().empty());
  wrong.finish_sending();
  plain.finish_sending();
  CHECK(eventually([&] { return server.open_connections() == 0; }));
}

TEST_CASE(
    "edge tls: who goes on after a failed handshake is drained within a time and a number of bytes, then closed") {
  const Certificate certificate("one");
  auto settings = with(certificate);
  settings.linger_timeout = milliseconds(200);
  RunningServer hasty(echo_origin(), settings);
  Client silent(hasty.endpoint());
  silent.send(request);
  CHECK(silent.receive_all().empty());
  CHECK(eventually([&] { return hasty.open_connections() == 0; }));

  settings.linger_timeout = std::chrono::hours(1);
  RunningServer patient(echo_origin(), settings);
  Client endless(patient.endpoint());
  endless.send(request);
  CHECK(endless.receive_all().empty());
  CHECK(patient.open_connections() == 1);
  const std::string more(1000, 'x');
  std::size_t sent = 0;
  CHECK(eventually([&] {
    sent += endless.send_some(more);
    return patient.open_connections() == 0;
  }));
  CHECK(sent > 64u << 10);
}

TEST_CASE("edge tls: a reloaded certificate is used for new connections; open ones go on") {
  Certificate certificate("one");
  auto settings = with(certificate);
  settings.threads = 2;
  RunningServer server(echo_origin(), settings);
  TlsClient before(server.endpoint());
  CHECK(before.peer_name() == "one");
  certificate.replace("two");
  CHECK_FALSE(server.server().reload_certificate().has_value());
  CHECK(eventually([&] { return TlsClient(server.endpoint()).peer_name() == "two"; }));
  before.send(request);
  before.receive_through("you asked for /a");
  write(certificate.file(), "nonsense");
  const auto error = server.server().reload_certificate();
  REQUIRE(error.has_value());
  CHECK(error->message.find(certificate.file() + ": there is none in it") != std::string::npos);
  CHECK(TlsClient(server.endpoint()).peer_name() == "two");
}

TEST_CASE("edge tls: answers through TLS have Strict-Transport-Security, refusals too; others do not") {
  const Certificate certificate("one");
  auto settings = with(certificate);
  settings.hsts = std::chrono::seconds(31536000);
  const auto path = std::filesystem::path(certificate.file()).parent_path() / "socket";
  settings.listen = {"127.0.0.1:0", "unix:" + path.string()};
  RunningServer server(echo_origin(), settings);
  const std::string line = "\r\nStrict-Transport-Security: max-age=31536000\r\n";
  TlsClient client(server.endpoint());
  for (const std::string one :
       {"GET /a HTTP/1.1\r\nHost: a\r\n\r\n", "GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        "BREW /a HTTP/1.1\r\nHost: a\r\n\r\n", "bad\r\n\r\n"}) {
    client.send(one);
    CHECK(client.receive_through("\r\n\r\n").find(line) != std::string::npos);
    client.receive_through(one.front() == 'G' ? "you asked for /a" : "}");
  }
  Client plain("unix:" + path.string());
  plain.send(request);
  CHECK(plain.receive().field("strict-transport-security") == "");
}

TEST_CASE("edge tls: an error in a certificate or a key names the file") {
  const Certificate one("one");
  const Certificate other("other");
  CHECK(bind_error(one.file(), one.key()) == "");
  CHECK(bind_error("/nowhere/c.pem", one.key()) == "cannot use the certificate /nowhere/c.pem: no such file");
  CHECK(bind_error(one.file(), "/nowhere/k.pem") == "cannot use the key /nowhere/k.pem: no such file");
  CHECK(bind_error(one.key(), one.key()).find(one.key() + ": there is none in it") != std::string::npos);
  CHECK(bind_error(one.file(), one.file()).find(one.file() + ": there is none in it") != std::string::npos);
  CHECK(bind_error(one.file(), other.key()) ==
        "cannot use the key " + other.key() + ": it does not belong to the certificate in " + one.file());
}

TEST_CASE("edge tls: with too many unfinished handshakes, the oldest of them is closed") {
  const Certificate certificate("one");
  auto settings = with(certificate);
  settings.max_handshakes = 3;
  RunningServer server(echo_origin(), settings);
  TlsClient finished(server.endpoint());
  std::vector<std::unique_ptr<Client>> half;
  for (int i = 0; i < 3; ++i) half.push_back(std::make_unique<Client>(server.endpoint()));
  CHECK(eventually([&] { return server.open_connections() == 4; }));
  half.push_back(std::make_unique<Client>(server.endpoint()));
  CHECK(half[0]->is_closed());
  CHECK(half[1]->is_silent(milliseconds(20)));
  TlsClient next(server.endpoint());
  CHECK(half[1]->is_closed());
  for (TlsClient* client : {&finished, &next}) {
    client->send(request);
    client->receive_through("you asked for /a");
  }
}
