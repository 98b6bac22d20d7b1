// Changes of the path to a news file, or to --assets, while the program runs: links, folders, permissions,
// mounts.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "assets/assets.h"
#include "tests/http/files.h"
#include "tests/http/live.h"

namespace {

namespace filesystem = std::filesystem;

// A mount that is taken away at the end.
class Mount {
 public:
  Mount(const char* what, const std::string& where, const char* type, unsigned long flags, const std::string& options)
      : where_(where), error_(::mount(what, where.c_str(), type, flags, options.c_str()) == 0 ? 0 : errno) {}
  ~Mount() { end(); }
  Mount(const Mount&) = delete;
  Mount& operator=(const Mount&) = delete;

  void end() {
    if (error_ == 0) ::umount2(where_.c_str(), MNT_DETACH);
    error_ = ENOENT;
  }
  // Says in the test's output if the system allows no mount.
  bool is_there() const {
    if (error_ != 0) MESSAGE("skipped: nothing can be mounted here: ", std::string(std::strerror(error_)));
    return error_ == 0;
  }

 private:
  std::string where_;
  int error_;
};

// While there is one, this process and those that it starts have the rights of an ordinary user.
class OrdinaryUser {
 public:
  OrdinaryUser() {
    if (was_root_) REQUIRE(::seteuid(nobody) == 0);
  }
  ~OrdinaryUser() {
    if (was_root_ && ::seteuid(0) != 0) std::abort();
  }
  OrdinaryUser(const OrdinaryUser&) = delete;
  OrdinaryUser& operator=(const OrdinaryUser&) = delete;

  // Says in the test's output if that user may not run the program.
  bool may_run_it() const {
    const bool may = ::faccessat(AT_FDCWD, PROGRAM, X_OK, AT_EACCESS) == 0;
    if (!may) MESSAGE("skipped: an ordinary user may not run " PROGRAM);
    return may;
  }

 private:
  static constexpr uid_t nobody = 65534;
  const bool was_root_ = ::geteuid() == 0;
};

}  // namespace

TEST_CASE("live paths: a loop of links is reported, and the file is found when it is back") {
  Live live("real/news.json");
  const auto& folder = live.folder();
  filesystem::create_directory_symlink("real", folder.file("current"));
  const auto log = folder.write("other-log", "");
  Program program({"--news", folder.file("current/news.json")}, log);
  const auto logs = [&](const std::string& text) {
    return eventually([&] { return read_file(log).find(text) != std::string::npos; });
  };
  filesystem::create_directory_symlink("current", folder.file("new"));
  filesystem::rename(folder.file("new"), folder.file("current"));
  CHECK(logs("cannot be read: Too many levels of symbolic links (a symbolic link on the way leads back to itself"));
  filesystem::create_directory_symlink("real", folder.file("new"));
  filesystem::rename(folder.file("new"), folder.file("current"));
  CHECK(logs("news.json: as it is served"));
  CHECK(program.end(SIGTERM) == 0);
}

TEST_CASE("live paths: if a parent folder is replaced, the file in the new one is served") {
  Live live("a/b/c/news.json");
  // The file is read a second time soon after the start, which would find the next change too.
  live.folder().write("a/b/c/news.json", news(item("a", "settled")));
  CHECK(live.shows("settled"));
  filesystem::rename(live.folder().file("a"), live.folder().file("old"));
  live.folder().write("a/b/c/news.json", news(item("a", "second")));
  CHECK(live.shows("second"));
  live.folder().write("a/b/c/news.json", news(item("a", "third")));
  CHECK(live.shows("third"));
}

TEST_CASE("live paths: mounting over the folder and unmounting are seen") {
  Live live("folder/news.json");
  live.folder().write("other/news.json", news(item("a", "mounted")));
  live.folder().write("folder/news.json", news(item("a", "settled")));
  CHECK(live.shows("settled"));
  Mount mount(live.folder().file("other").c_str(), live.folder().file("folder"), nullptr, MS_BIND, "");
  if (!mount.is_there()) return;
  CHECK(live.shows("mounted"));
  mount.end();
  CHECK(live.shows("settled"));
}

TEST_CASE("live paths: in an overlay, a change of the file below is seen") {
  const TemporaryFolder folder;
  for (const auto* name : {"lower", "work", "merged"}) filesystem::create_directory(folder.file(name));
  folder.write("upper/news.json", news(item("a", "first")));
  const Mount mount(
      "overlay", folder.file("merged"), "overlay", 0,
      "lowerdir=" + folder.file("lower") + ",upperdir=" + folder.file("upper") + ",workdir=" + folder.file("work"));
  if (!mount.is_there()) return;
  const Program program({"--news", folder.file("merged/news.json")}, folder.write("log", ""));
  for (const std::string text : {"second", "third"}) {
    folder.write("upper/news.json", news(item("a", text)));
    CHECK(eventually([&] {
      const auto answer = httplib::Client(program.url()).Get("/fragment");
      return answer && answer->body.find(text) != std::string::npos;
    }));
  }
}

TEST_CASE("live paths: a file that the system refuses to open is tried again, also if the file stays as it is") {
  Live live;
  CHECK(live.shows("first"));
  rlimit before{};
  REQUIRE(prlimit(live.program().id(), RLIMIT_NOFILE, nullptr, &before) == 0);
  const rlimit none{0, before.rlim_max};
  REQUIRE(prlimit(live.program().id(), RLIMIT_NOFILE, &none, nullptr) == 0);
  live.folder().write("news.json", news(item("a", "second")));
  CHECK(live.logs("news.json: cannot be read: Too many open files"));
  REQUIRE(prlimit(live.program().id(), RLIMIT_NOFILE, &before, nullptr) == 0);
  CHECK(live.shows("second"));
}

TEST_CASE("live paths: without permission the old news stay; with it, the file is read") {
  const OrdinaryUser user;
  if (!user.may_run_it()) return;
  Live live("folder/news.json");
  CHECK(live.shows("first"));
  for (const std::string name : {"folder", "folder/news.json"}) {
    CAPTURE(name);
    REQUIRE(chmod(live.folder().file(name).c_str(), 0) == 0);
    CHECK(live.says("cannot be read: Permission denied (the program's user must be allowed to read it"));
    CHECK(live.shows("first"));
    REQUIRE(chmod(live.folder().file(name).c_str(), 0700) == 0);
    CHECK(live.no_longer_says("Permission denied"));
  }
  CHECK(live.program().end(SIGTERM) == 0);
}

TEST_CASE("live paths: new folders below --assets are seen; missing and unreadable ones are reported") {
  const OrdinaryUser user;
  if (!user.may_run_it()) return;
  const TemporaryFolder looks;
  looks.write("static/favicon.svg", "<svg/>");
  Live live("news.json", {"--assets", looks.path()});
  CHECK(live.shows("first"));
  looks.write("widget/templates/fragment.mustache", "<section class=\"ln\">{{heading}} of mine</section>");
  CHECK(live.shows("of mine"));
  looks.write("widget/templates/fragment.mustache", "<section class=\"ln\">{{heading}} of yours</section>");
  CHECK(live.shows("of yours"));

  REQUIRE(chmod(looks.file("widget/templates").c_str(), 0) == 0);
  CHECK(live.says("Permission denied"));
  CHECK(live.shows("of yours"));
  REQUIRE(chmod(looks.file("widget/templates").c_str(), 0700) == 0);
  CHECK(live.no_longer_says("Permission denied"));

  filesystem::rename(looks.file("widget"), looks.file("away"));
  filesystem::rename(looks.file("static"), looks.file("gone"));
  CHECK(live.says("there is neither widget/ nor static/"));
  CHECK(live.shows("of yours"));
  filesystem::rename(looks.file("away"), looks.file("widget"));
  CHECK(live.no_longer_says("there is neither"));
  CHECK(live.program().end(SIGTERM) == 0);
}

TEST_CASE("live paths: a link below --assets is followed within the folder, and not out of it") {
  const TemporaryFolder folder;
  const TemporaryFolder outside;
  outside.write("favicon.svg", "secret");
  folder.write("inside.css", ".ln{--inside:1}");
  folder.write("static/latest-news.d.ts", "own");
  filesystem::create_directories(folder.file("widget/styles"));
  filesystem::create_symlink(outside.file("favicon.svg"), folder.file("static/favicon.svg"));
  filesystem::create_symlink("../../inside.css", folder.file("widget/styles/fragment.css"));
  std::vector<std::string> warnings;
  const auto files = assets::read(folder.path(), [&](const std::string& line) { warnings.push_back(line); });
  CHECK(files.at("static/favicon.svg") == assets::bundled().at("static/favicon.svg"));
  CHECK(files.at("static/latest-news.d.ts") == "own");
  CHECK(files.at("widget/styles/fragment.css") == ".ln{--inside:1}");
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].find("static/favicon.svg is left out: the link leads out of") != std::string::npos);
  // A folder that is a link, too.
  filesystem::remove_all(folder.file("static"));
  filesystem::create_directory_symlink(outside.path(), folder.file("static"));
  CHECK(assets::read(folder.path(), {}).at("static/favicon.svg") == assets::bundled().at("static/favicon.svg"));
}
