// The client's address in the access log: how it is cut, and which X-Forwarded-For counts.
#include <doctest/doctest.h>

#include <string>

#include "operations/client_name.h"
#include "operations/network.h"

namespace {

boost::asio::ip::address address(const std::string& text) {
  const auto result = operations::read_address(text);
  REQUIRE(result.has_value());
  return *result;
}

std::string name(const std::string& peer, const std::string& fields, operations::ClientNaming naming) {
  const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
  server::AccessRecord access;
  access.head = head;
  boost::asio::ip::address from;
  if (!peer.empty()) {
    from = boost::asio::ip::make_address(peer);
    access.peer = &from;
  }
  return operations::name_client(access, naming);
}

operations::ClientNaming behind_proxies() {
  operations::ClientNaming naming;
  naming.full_address = true;
  naming.trusted_proxies = {*operations::Network::read("10.0.0.0/8"), *operations::Network::read("2001:db8:1::/48")};
  return naming;
}

}  // namespace

TEST_CASE("network: an address is cut to its /24 or /48, and IPv4 within IPv6 is IPv4") {
  struct Case {
    const char* whole;
    const char* cut;
  };
  for (const auto& example : {
           Case{"192.0.2.255", "192.0.2.0"},
           {"192.0.2.0", "192.0.2.0"},
           {"::ffff:192.0.2.77", "192.0.2.0"},
           {"2001:db8:1:2:3:4:5:6", "2001:db8:1::"},
           {"::1", "::"},
       }) {
    CAPTURE(std::string(example.whole));
    CHECK(operations::to_text(operations::truncate(address(example.whole))) == example.cut);
  }
  CHECK(operations::to_text(address("::ffff:192.0.2.77")) == "192.0.2.77");
}

TEST_CASE("network: a block contains the addresses with its prefix; malformed blocks are refused") {
  struct Case {
    const char* block;
    const char* inside;
    const char* outside;
  };
  for (const auto& example : {
           Case{"10.0.0.0/8", "10.255.255.255", "11.0.0.0"},
           {"192.0.2.64/26", "192.0.2.127", "192.0.2.128"},
           {"192.0.2.1", "192.0.2.1", "192.0.2.2"},
           {"192.0.2.1/32", "::ffff:192.0.2.1", "::192.0.2.1"},
           {"0.0.0.0/0", "203.0.113.9", "2001:db8::1"},
           {"2001:db8::/33", "2001:db8:7fff::1", "2001:db8:8000::"},
           {"::1", "::1", "::2"},
       }) {
    CAPTURE(std::string(example.block));
    const auto network = operations::Network::read(example.block);
    REQUIRE(network.has_value());
    CHECK(network->contains(address(example.inside)));
    CHECK_FALSE(network->contains(address(example.outside)));
  }
  for (const std::string text : {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8x", "10.0.0.1/8",
                                 "2001:db8::/129", "2001:db8::1/32", "10.0.0/8", "localhost", "fe80::1%lo"}) {
    CAPTURE(text);
    CHECK_FALSE(operations::Network::read(text).has_value());
  }
}

TEST_CASE("client name: addresses are read as proxies write them") {
  for (const std::string text : {"192.0.2.1", "192.0.2.1:80", "::ffff:192.0.2.1", "[::ffff:192.0.2.1]:443"}) {
    CAPTURE(text);
    CHECK(operations::to_text(address(text)) == "192.0.2.1");
  }
  for (const std::string text : {"", "unknown", "_hidden", "192.0.2.1:", "192.0.2.1:65536", "[::1", "[::1]x", "::1]",
                                 "192.0.2", "192.0.2.1, 192.0.2.2", "\"192.0.2.1\"", "fe80::1%eth0"}) {
    CAPTURE(text);
    CHECK_FALSE(operations::read_address(text).has_value());
  }
}

TEST_CASE("client name: X-Forwarded-For counts from the right, as far as proxies are trusted") {
  struct Case {
    const char* what;
    const char* peer;
    const char* fields;
    const char* client;
  };
  for (const auto& example : {
           Case{"no field", "10.0.0.1", "", "10.0.0.1"},
           {"nobody trusts this peer", "192.0.2.9", "X-Forwarded-For: 198.51.100.1\r\n", "192.0.2.9"},
           {"one proxy", "10.0.0.1", "X-Forwarded-For: 198.51.100.1\r\n", "198.51.100.1"},
           {"the client's own invention before it", "10.0.0.1", "X-Forwarded-For: 1.1.1.1, 198.51.100.1\r\n",
            "198.51.100.1"},
           {"two proxies", "10.0.0.1", "X-Forwarded-For: 1.1.1.1, 198.51.100.1, 10.0.0.2\r\n", "198.51.100.1"},
           {"two lines are one list", "10.0.0.1", "X-Forwarded-For: 198.51.100.1\r\nx-forwarded-for: 10.0.0.2\r\n",
            "198.51.100.1"},
           {"proxies alone", "10.0.0.1", "X-Forwarded-For: 10.0.0.3, 10.0.0.2\r\n", "10.0.0.3"},
           {"no address", "10.0.0.1", "X-Forwarded-For: 198.51.100.1, unknown\r\n", "10.0.0.1"},
           {"no address further left", "10.0.0.1", "X-Forwarded-For: x, 10.0.0.2\r\n", "10.0.0.2"},
           {"an empty list", "10.0.0.1", "X-Forwarded-For:\r\n", "10.0.0.1"},
           {"IPv6", "2001:db8:1::1", "X-Forwarded-For: [2001:db8:2::5]:1234\r\n", "2001:db8:2::5"},
           {"IPv4 in IPv6", "::ffff:10.0.0.1", "X-Forwarded-For: 198.51.100.1\r\n", "198.51.100.1"},
           {"another field", "10.0.0.1", "X-Forwarded-For2: 198.51.100.1\r\nX: X-Forwarded-For: 1.1.1.1\r\n",
            "10.0.0.1"},
           {"a Unix socket", "", "X-Forwarded-For: 198.51.100.1\r\n", "-"},
       }) {
    CAPTURE(std::string(example.what));
    CHECK(name(example.peer, example.fields, behind_proxies()) == example.client);
  }
  auto naming = behind_proxies();
  naming.trusts_unix_sockets = true;
  CHECK(name("", "X-Forwarded-For: 198.51.100.1\r\n", naming) == "198.51.100.1");
  CHECK(name("", "", naming) == "-");
  naming.full_address = false;
  CHECK(name("10.0.0.1", "X-Forwarded-For: 198.51.100.1\r\n", naming) == "198.51.100.0");
}
