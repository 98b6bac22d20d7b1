// Feeds that were trouble for real programs (tests/data/feeds; "_case" says why): none ends the program.
#include <doctest/doctest.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/http/client.h"
#include "tests/http/files.h"
#include "tests/http/operations_program.h"
#include "tests/http/program.h"

namespace {

using operations_test::Administered;

std::vector<std::string> feeds() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(TEST_DATA "/feeds")) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  REQUIRE_FALSE(files.empty());
  return files;
}

std::string endpoint_of(const Program& program) { return program.url().substr(program.url().rfind('/') + 1); }

}  // namespace

TEST_CASE("feeds: check accepts or refuses each feed, and names its faults") {
  for (const auto& file : feeds()) {
    CAPTURE(file);
    const auto finished = run_program({"check", file});
    CHECK((finished.status == 0 || finished.status == 1));
    CHECK((finished.status == 0 || finished.errors.find(file) != std::string::npos));
  }
}

TEST_CASE("feeds: serve answers with each feed that check accepts, and refuses the others with status 1") {
  for (const auto& file : feeds()) {
    CAPTURE(file);
    if (run_program({"check", file}).status != 0) {
      const auto finished = run_program({"serve", "--listen", "127.0.0.1:0", "--admin", "", "--news", file});
      CHECK(finished.status == 1);
      CHECK(finished.errors.find(file) != std::string::npos);
      continue;
    }
    Program program({"--news", file});
    for (const auto* target : {"/", "/fragment", "/news.json", "/embed", "/latest-news.js"}) {
      CHECK(ask_once(endpoint_of(program), Administered::request(target)).status == 200);
    }
    CHECK(program.end(SIGTERM) == 0);
  }
}

TEST_CASE("feeds: the server goes on while its news file becomes each feed in turn") {
  const TemporaryFolder folder;
  const auto news =
      folder.write("news.json", R"({"version":"https://jsonfeed.org/version/1.1","title":"a","items":[]})");
  const auto log = folder.file("log");
  Program program({"--news", news}, log);
  for (const auto& file : feeds()) {
    CAPTURE(file);
    const auto known = read_file(log).size();
    std::filesystem::rename(folder.write("next.json", read_file(file)), news);
    kill(program.id(), SIGHUP);
    REQUIRE(eventually([&] { return read_file(log).size() > known; }));
    REQUIRE(ask_once(endpoint_of(program), Administered::request("/news.json")).status == 200);
  }
  CHECK(program.end(SIGTERM) == 0);
}
