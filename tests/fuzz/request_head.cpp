// fuzz/request_head.cpp - requests as they arrive: whole, and in pieces.
// Law: cutting the bytes elsewhere does not change what is read, what is refused, or how many bytes are used.
// Input: one byte that chooses the sizes of the pieces, then the bytes of a connection.
#include "http/request_head.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/request_target.h"
#include "tests/fuzz/law.h"

namespace {

// Where each piece ends: pieces of 1 to `most` bytes.
std::vector<std::size_t> cut(std::size_t size, std::size_t most) {
  std::vector<std::size_t> ends;
  std::uint32_t random = 1;
  for (std::size_t end = 0; end < size;) {
    random = random * 1664525u + 1013904223u;  // the same sizes in every run
    end = std::min(size, end + (random >> 16) % most + 1);
    ends.push_back(end);
  }
  return ends;
}

std::string flag(bool is_set, const char* name) { return is_set ? std::string(" ") + name : std::string(); }

// Everything that the server learns from a head.
std::string describe(const http::RequestHead& head) {
  return "method " + std::to_string(static_cast<int>(head.method)) + " target " + std::string(head.target) +
         flag(head.is_version_1_0, "1.0") + flag(head.keeps_connection, "keeps") +
         flag(head.announces_content, "content") + flag(head.expects_continue, "continue") +
         flag(head.expects_unknown, "expects") + flag(head.accept_encoding.is_present(), "accepts") + " [" +
         std::string(head.accept_encoding.value()) + "] [" + std::string(head.if_none_match.value()) + "] [" +
         std::string(head.if_modified_since) + "]";
}

void check_accepted(const http::RequestHead& head) {
  if (head.target.empty() || head.target == "*") return;  // CONNECT; OPTIONS
  fuzz::holds(http::is_origin_form(head.target), "an accepted target is in origin-form", head.target);
}

std::string refused(std::size_t used, http::RequestError refusal) {
  return "at " + std::to_string(used) + " refused: " + std::string(http::describe(refusal).name);
}

// Reads the connection as the edge does (server/connection_handler.cpp). Returns a line for each head.
std::string converse(std::string_view bytes, const std::vector<std::size_t>& ends) {
  std::string told;
  std::size_t used = 0;
  std::size_t seen = 0;
  for (const auto arrived : ends) {
    while (true) {
      while (bytes.substr(0, arrived).substr(used, 2) == "\r\n") {
        used += 2;
        seen = 0;
      }
      const auto rest = bytes.substr(used, arrived - used);
      if (rest.empty()) break;
      const auto size = http::find_head_end(rest, seen);
      if (size == std::string_view::npos) {
        if (const auto refusal = http::examine_partial_head(rest, seen)) {
          return told + refused(used, *refusal);
        }
        seen = rest.size();
        break;
      }
      // A block of exactly that size: the sanitizer sees a read beyond its end.
      const std::vector<char> copy(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(size));
      http::RequestHead head;
      if (const auto refusal = http::parse_head({copy.data(), copy.size()}, head)) {
        return told + refused(used, *refusal);
      }
      check_accepted(head);
      told += "at " + std::to_string(used) + " " + describe(head) + "\n";
      used += size;
      seen = 0;
    }
  }
  return told + "used " + std::to_string(used);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t most = data[0] % 64u + 1;
  fuzz::same(converse(bytes, {bytes.size()}), converse(bytes, cut(bytes.size(), most)),
             "a connection read whole and in pieces means the same");
  return 0;
}
