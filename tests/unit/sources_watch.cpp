// sources::look() at files and folders, and the watch that compares its results.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "fence.h"
#include "sources/watch.h"
#include "tests/http/client.h"
#include "tests/http/files.h"

namespace {

using sources::Look;

constexpr std::chrono::seconds limit{10};

Look look_of(char name) { return {{.path = std::string(1, name)}}; }

// The looks, counted from 1, at which the watch calls `changed`. `script` has one letter for the state at each look.
// `changed` returns `settled` of the number of its call.
std::vector<std::size_t> calls_for(
    const std::string& script, const std::function<bool(std::size_t)>& settled = [](std::size_t) { return true; }) {
  boost::asio::io_context context;
  std::size_t looks = 0;
  std::vector<std::size_t> calls;
  sources::Watch watch(
      context,
      [&] {
        const auto look = look_of(script[looks++]);
        if (looks == script.size()) context.stop();
        return look;
      },
      [&] {
        calls.push_back(looks);
        return settled(calls.size());
      },
      std::chrono::milliseconds(1));
  Fence fence;
  while (!context.stopped()) fence.run(Work::files, [&] { context.run_for(limit); });
  CHECK(looks == script.size());
  return calls;
}

}  // namespace

TEST_CASE("sources: a change is reported once, after two equal looks in a row") {
  using Calls = std::vector<std::size_t>;
  CHECK(calls_for("aaaaaa") == Calls{3});  // it may have changed before the first look
  CHECK(calls_for("aaaabbbbbb") == Calls{3, 7});
  CHECK(calls_for("aaaabcdeddeeeee") == Calls{3, 13});
  CHECK(calls_for("aaaababababa") == Calls{3});
}

TEST_CASE("sources: a file that could not be read is tried again, even without a change") {
  CHECK(calls_for("aaaaaaaaaa", [](std::size_t call) { return call >= 3; }) == std::vector<std::size_t>{3, 5, 7});
}

TEST_CASE("sources: an exception in a watch is logged and counted, and the watch goes on") {
  boost::asio::io_context context;
  std::vector<std::string> log;
  Fence fence([&](const std::string& line) { log.push_back(line); });
  int looks = 0;
  int calls = 0;
  sources::Watch watch(
      context,
      [&] {
        if (++looks == 2) throw 42;
        return look_of('a');
      },
      [&] {
        if (++calls == 1) throw std::runtime_error("the first time");
        context.stop();
        return true;
      },
      std::chrono::milliseconds(1));
  boost::asio::steady_timer too_late(context, limit);
  too_late.async_wait([&](boost::system::error_code cancelled) {
    if (!cancelled) context.stop();
  });
  fence.run_loop(Work::files, context);
  CHECK(calls == 2);
  CHECK(fence.count(Work::files) == 2);
  CHECK(fence.count(Work::preparation) == 0);
  CHECK(log == std::vector<std::string>{"internal error (files): an exception of an unknown type",
                                        "internal error (files): the first time"});
}

TEST_CASE("sources: every kind of change and every error is seen") {
  const TemporaryFolder folder;
  const auto path = folder.write("file", "first");
  const auto look = [&] { return sources::look_at(path); };
  CHECK(look() == look());
  CHECK(look().at(0).size == 5);

  auto before = look();
  struct stat status = {};
  REQUIRE(stat(path.c_str(), &status) == 0);
  folder.write("file", "other");  // as long, and with the old time: only that of the status tells
  const timespec times[] = {status.st_atim, status.st_mtim};
  REQUIRE(eventually([&] { return utimensat(AT_FDCWD, path.c_str(), times, 0) == 0 && look() != before; }));
  CHECK(look().at(0).modified == before.at(0).modified);

  before = look();
  std::filesystem::rename(folder.write("new", "third"), path);
  CHECK(look().at(0).inode != before.at(0).inode);

  std::filesystem::remove(path);
  CHECK(look().at(0).error == ENOENT);
  std::filesystem::create_symlink("file", path);
  CHECK(look().at(0).error == ELOOP);
  CHECK(sources::look_at(folder.write("other", "") + "/file").at(0).error == ENOTDIR);
  CHECK(sources::look_at(folder.file(std::string(300, 'x'))).at(0).error == ENAMETOOLONG);
}

TEST_CASE("sources: new folders and their files are seen; links to folders are not followed") {
  const TemporaryFolder folder;
  folder.write("one/file", "");
  const auto look = [&] { return sources::look_below({folder.file("one"), folder.file("two")}); };
  const auto first = look();
  CHECK(first == look());
  folder.write("two/deep/deeper/file", "");
  const auto second = look();
  CHECK(second != first);
  folder.write("two/deep/deeper/file", "changed");
  const auto third = look();
  CHECK(third != second);
  std::filesystem::create_directory_symlink("..", folder.file("two/deep/up"));
  CHECK(look().size() == third.size() + 1);
}

TEST_CASE("sources: a folder may be removed while it is read") {
  const TemporaryFolder folder;
  std::atomic<bool> is_over = false;
  std::thread remover([&] {
    while (!is_over) {
      for (const auto* name : {"a/b/c/file", "a/b/d/file", "a/e/file", "f/file"}) folder.write(name, "");
      std::error_code error;
      std::filesystem::remove_all(folder.file("a"), error);
      std::filesystem::remove_all(folder.file("f"), error);
    }
  });
  bool has_thrown = false;
  try {
    for (int round = 0; round < 3000; ++round) sources::look_below({folder.path()});
  } catch (const std::exception&) {
    has_thrown = true;
  }
  is_over = true;
  remover.join();
  CHECK_FALSE(has_thrown);
}
