// Refusals of a head before it is whole.
#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "http/request_head.h"

using http::RequestError;

namespace {

// Byte by byte, as the edge sees a slow client: the first refusal, and how many bytes it took.
std::optional<RequestError> first_refusal(const std::string& bytes, std::size_t& at) {
  for (at = 1; at <= bytes.size(); ++at) {
    const auto partial = std::string_view(bytes).substr(0, at);
    if (http::find_head_end(partial, at - 1) != std::string_view::npos) return std::nullopt;
    if (const auto refusal = http::examine_partial_head(partial, at - 1)) return refusal;
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("http partial head: bytes that cannot become a head are refused at the first wrong byte") {
  struct Case {
    std::string bytes;
    RequestError refusal;
    std::size_t at;
  };
  const std::vector<Case> cases = {
      {std::string("\x16\x03\x01\x02", 4), RequestError::bad_method, 1},  // a TLS ClientHello
      {" GET", RequestError::bad_method, 1},
      {"\n", RequestError::bad_method, 1},
      {"\rG", RequestError::bad_method, 2},
      {"GET / HTTP/1.1\n", RequestError::bad_line_end, 15},
      {"GET / HTTP/1.1\rH", RequestError::bad_line_end, 16},
      {std::string("GET /\0", 6), RequestError::bad_line_end, 6},
      {"GET / HTTP/1.1\r\nHost: a\nB", RequestError::bad_line_end, 24},
      {"GET /\r\n", RequestError::bad_target, 7},
      {"GET / HTTP/1.10\r\n", RequestError::bad_version, 17},
      {"PRI * HTTP/2.0\r\n", RequestError::unknown_version, 16},
      {"GET /#a HTTP/1.1\r\n", RequestError::bad_target, 18},
      {std::string(1100, 'A'), RequestError::unknown_method, 1025},
      {"GET /" + std::string(9000, 'a'), RequestError::target_too_long, 8192},
      {"GET / HTTP/1.1\r\nA: " + std::string(33000, 'a'), RequestError::head_too_large, 32768},
  };
  for (const Case& c : cases) {
    CAPTURE(c.bytes.substr(0, 40));
    std::size_t at = 0;
    CHECK(first_refusal(c.bytes, at) == c.refusal);
    CHECK(at == c.at);
    // In one piece it is the same refusal.
    CHECK(http::examine_partial_head(c.bytes, 0) == c.refusal);
  }
}

TEST_CASE("http partial head: the hundred and first field is refused before the head is whole") {
  std::string bytes = "GET / HTTP/1.1\r\n";
  for (int i = 0; i < 100; ++i) bytes += "A: b\r\n";
  std::size_t at = 0;
  CHECK(first_refusal(bytes, at) == std::nullopt);
  CHECK(first_refusal(bytes + "A: b\r\n", at) == RequestError::head_too_large);
}

TEST_CASE("http partial head: bytes that may still become a head are kept") {
  const std::vector<std::string> heads = {
      "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
      "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET http://a/b HTTP/1.1\r\nHost: a\r\n\r\n",
      "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET / HTTP/1.7\r\nHost: a\r\nA: " + std::string(8000, 'a') + "\r\n\r\n",
      "get / HTTP/1.0\r\n\r\n",
  };
  for (const auto& head : heads) {
    CAPTURE(head.substr(0, 40));
    std::size_t at = 0;
    CHECK(first_refusal(head, at) == std::nullopt);
    CHECK(at == head.size());
    for (std::size_t cut = 1; cut < head.size(); ++cut) {
      CHECK(http::examine_partial_head(std::string_view(head).substr(0, cut), 0) == std::nullopt);
      CHECK(http::find_head_end(head, cut) == head.size());
    }
  }
}

TEST_CASE("http partial head: of two faults the first is reported, however the head is cut") {
  struct Case {
    std::string bytes;
    RequestError refusal;
  };
  std::string many_fields = "GET / HTTP/1.1\r\nA b\r\n";
  for (int i = 0; i < 110; ++i) many_fields += "A: b\r\n";
  const std::vector<Case> cases = {
      {"PRI * HTTP/2.0\r\nA: b\nC: d\r\n\r\n", RequestError::unknown_version},
      {"GET /\n HTTP/2.0\r\nA: b\r\n\r\n", RequestError::bad_line_end},
      {"GET / HTTP/1.1\r\nA b\r\nC: d\ne\r\n\r\n", RequestError::bad_line_end},
      {std::string(1100, 'A') + " x HTTP/1.1\r\n\r\n", RequestError::unknown_method},
      {many_fields + "\r\n", RequestError::head_too_large},
      {many_fields + "A: b\nC: d\r\n\r\n", RequestError::head_too_large},
      {"GET / HTTP/1.1\r\nA: b\nC: " + std::string(http::max_head_bytes, 'a') + "\r\n\r\n", RequestError::bad_line_end},
      {"GET /" + std::string(http::max_head_bytes, 'a') + "\n\r\n\r\n", RequestError::target_too_long},
  };
  for (const Case& c : cases) {
    CAPTURE(c.bytes.substr(0, 40));
    http::RequestHead head;
    CHECK(http::parse_head(c.bytes, head) == c.refusal);
    // All but the last byte, then byte by byte.
    const auto before_its_end = std::string_view(c.bytes).substr(0, c.bytes.size() - 1);
    CHECK(http::examine_partial_head(before_its_end, 0) == c.refusal);
    std::size_t at = 0;
    CHECK(first_refusal(c.bytes, at) == c.refusal);
  }
}
