#include <doctest/doctest.h>

#include <atomic>
#include <latch>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "edition/representations.h"

namespace {

edition::ResourcePointer resource(std::size_t bytes) {
  return std::make_shared<server::Resource>(http::Response{200, "text/plain", {}, std::string(bytes, 'x')});
}

}  // namespace

TEST_CASE("representations: a hundred calls for the same new answer at once make it once") {
  edition::Representations representations(1u << 20);
  std::atomic<int> made = 0;
  std::latch all_are_here(100);
  std::vector<edition::ResourcePointer> answers(100);
  std::vector<std::thread> threads;
  for (auto& answer : answers) {
    threads.emplace_back([&] {
      all_are_here.arrive_and_wait();
      answer = representations.obtain("/fragment?limit=7", [&] {
        ++made;
        return resource(100);
      });
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(made == 1);
  for (const auto& answer : answers) CHECK(answer == answers.front());
}

TEST_CASE("representations: an exception reaches the caller, and the next call makes the answer again") {
  edition::Representations representations(1u << 20);
  CHECK_THROWS_AS(
      representations.obtain("/a", []() -> edition::ResourcePointer { throw std::runtime_error("cannot"); }),
      std::runtime_error);
  CHECK(representations.obtain("/a", [] { return resource(1); }) != nullptr);
}

TEST_CASE("representations: the least recently used goes first when there is no room") {
  const auto size = resource(1000)->bytes() * server::Resource::most_growth + 300;
  edition::Representations representations(2 * size + size / 2);
  int made = 0;
  const auto obtain = [&](const char* key) {
    const auto before = made;
    (void)representations.obtain(key, [&] {
      ++made;
      return resource(1000);
    });
    return made > before;
  };
  CHECK(obtain("/a"));
  CHECK(obtain("/b"));
  CHECK_FALSE(obtain("/a"));
  CHECK(obtain("/c"));  // in the place of /b
  CHECK_FALSE(obtain("/a"));
  CHECK(obtain("/b"));
}

TEST_CASE("representations: an answer with no-store is returned and evicts nothing") {
  const auto error = [] {
    return std::make_shared<server::Resource>(
        http::Response{404, "text/plain", {{"Cache-Control", "no-store"}}, "none"});
  };
  edition::Representations representations(resource(1000)->bytes() * server::Resource::most_growth + 300);
  int made = 0;
  for (int round = 0; round < 3; ++round) {
    (void)representations.obtain("/kept", [&] {
      ++made;
      return resource(1000);
    });
    CHECK(representations.obtain("/missing" + std::to_string(round), error)->status() == 404);
  }
  CHECK(made == 1);
  CHECK(representations.obtain("/missing0", [] { return resource(1); })->status() == 200);
}

TEST_CASE("representations: an answer larger than the cache is returned and not kept") {
  edition::Representations representations(10);
  int made = 0;
  for (int round = 0; round < 2; ++round) {
    CHECK(representations.obtain("/a", [&] {
      ++made;
      return resource(1000);
    }) != nullptr);
  }
  CHECK(made == 2);
}
