#include "least_recently_used.h"

#include <doctest/doctest.h>

#include <string>

namespace {

constexpr std::size_t size = 1000;
constexpr std::size_t room_of_one = size + 300;  // with what an entry costs besides

}  // namespace

TEST_CASE("least recently used: it is evicted first, and all stay within the byte limit") {
  LeastRecentlyUsed<std::string> cache(3 * room_of_one);
  cache.insert("/a", "A", size);
  cache.insert("/b", "B", size);
  cache.insert("/c", "C", size);
  REQUIRE(cache.size() == 3);
  REQUIRE(cache.find("/a") != nullptr);
  CHECK(*cache.find("/a") == "A");
  cache.insert("/d", "D", size);
  CHECK(cache.find("/b") == nullptr);
  CHECK(cache.find("/a") != nullptr);
  CHECK(cache.bytes() <= 3 * room_of_one);
  cache.insert("/d", "E", size);
  CHECK(cache.size() == 3);
  CHECK(*cache.find("/d") == "E");
  cache.clear();
  CHECK(cache.bytes() == 0);
  CHECK(cache.find("/a") == nullptr);
}

TEST_CASE("least recently used: a value that has grown is counted again") {
  LeastRecentlyUsed<std::string> cache(3 * room_of_one);
  cache.insert("/a", "A", size);
  cache.insert("/b", "B", size);
  cache.set_bytes("/none", 1 << 20);
  CHECK(cache.size() == 2);
  cache.set_bytes("/b", 2 * size);
  CHECK(cache.size() == 2);
  cache.set_bytes("/b", 3 * size);
  CHECK(cache.find("/a") == nullptr);
  CHECK(cache.bytes() <= 3 * room_of_one);
}

TEST_CASE("least recently used: a value that is larger than the bound is not kept") {
  LeastRecentlyUsed<std::string> cache(size);
  cache.insert("/a", "A", size);
  CHECK(cache.size() == 0);
  CHECK(cache.bytes() == 0);
}
