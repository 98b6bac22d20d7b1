#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "sources/replace_file.h"
#include "sources/state_folder.h"
#include "tests/http/files.h"

TEST_CASE("state folder: each URL has its own copy") {
  const TemporaryFolder folder;
  const sources::StateFolder state(folder.path() + "/a/b");
  CHECK_FALSE(state.find("https://one.example/feed").value());
  REQUIRE_FALSE(state.keep("https://one.example/feed", {"body\nwith lines\n", "utf-8"}));
  REQUIRE_FALSE(state.keep("https://two.example/feed", {"", ""}));
  CHECK(*state.find("https://one.example/feed").value() == sources::KeptCopy{"body\nwith lines\n", "utf-8"});
  CHECK(*state.find("https://two.example/feed").value() == sources::KeptCopy{"", ""});
  REQUIRE_FALSE(state.keep("https://one.example/feed", {"new", ""}));
  CHECK(*state.find("https://one.example/feed").value() == sources::KeptCopy{"new", ""});
}

TEST_CASE("state folder: a damaged copy is refused, with the damage at any place") {
  const TemporaryFolder folder;
  const sources::StateFolder state(folder.path());
  REQUIRE_FALSE(state.keep("https://one.example/feed", {"the body", "utf-8"}));
  const auto file = state.file_of("https://one.example/feed");
  const auto good = read_file(file);
  for (std::size_t at = 0; at < good.size(); ++at) {
    auto damaged = good;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    std::ofstream(file, std::ios::binary) << damaged;
    const auto found = state.find("https://one.example/feed");
    REQUIRE_FALSE(found.has_value());
    CHECK(found.error().find("is damaged and is not used") != std::string::npos);
  }
  std::ofstream(file, std::ios::binary) << good.substr(0, good.size() - 1);
  CHECK_FALSE(state.find("https://one.example/feed").has_value());
}

TEST_CASE("replace_file: the file is replaced as a whole; mode and link stay; no temporary file is left") {
  const TemporaryFolder folder;
  const auto file = folder.write("page.txt", "old");
  ::chmod(file.c_str(), 0640);
  const auto link = folder.path() + "/link";
  std::filesystem::create_symlink("page.txt", link);
  REQUIRE_FALSE(sources::replace_file(link, "new content"));
  CHECK(read_file(file) == "new content");
  CHECK(std::filesystem::is_symlink(link));
  struct stat status = {};
  ::stat(file.c_str(), &status);
  CHECK((status.st_mode & 0777) == 0640);
  REQUIRE_FALSE(sources::replace_file(folder.path() + "/new", "x"));
  const auto problem = sources::replace_file(folder.path() + "/none/new", "x");
  REQUIRE(problem);
  CHECK(problem->find("/none/new: cannot be written: No such file or directory") != std::string::npos);
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) files += entry.exists() ? 1 : 0;
  CHECK(files == 3);
}
