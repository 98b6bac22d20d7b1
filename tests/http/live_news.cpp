// A news file that changes while the program runs, in the ways in which files change.
#include <doctest/doctest.h>
#include <httplib.h>
#include <sys/stat.h>

#include <csignal>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "tests/http/live.h"

TEST_CASE("live news: a file written in place, and one renamed over it, are served; the log says what is new") {
  Live live;
  CHECK(live.shows("first"));
  live.folder().write("news.json", news(item("a", "second") + "," + item("b", "more")));
  CHECK(live.shows("second"));
  CHECK(live.logs("news.json: 1 came (b), 1 changed (a); 2 items are served"));
  std::filesystem::rename(live.folder().write("new.json", news(item("c", "third"))), live.folder().file("news.json"));
  CHECK(live.shows("third"));
  CHECK(live.logs("news.json: 1 came (c), 2 went (a, b); 1 items are served"));
}

TEST_CASE("live news: a file with an error changes nothing; log and readiness say where it is, until it is repaired") {
  Live live;
  live.folder().write("news.json", news(R"({"id":"a","content_text":"bad",,"title":"b"})"));
  CHECK(live.logs("news.json:1:"));
  CHECK(live.logs("the news before are served on"));
  CHECK(live.shows("first"));
  const auto ready = live.readyz();
  CHECK(ready.find("ready: 1 items") == 0);
  CHECK(ready.find("newer ones were refused: " + live.folder().file("news.json") + ":1:") != std::string::npos);
  CHECK(ready.find("two commas: remove one") != std::string::npos);
  live.folder().write("news.json", news(item("a", "repaired")));
  CHECK(live.shows("repaired"));
  CHECK(eventually([&] { return live.readyz().find("refused") == std::string::npos; }));
}

TEST_CASE("live news: if the file vanishes or becomes a folder or a pipe, the old news stay; a new file is found") {
  Live live;
  const auto file = live.folder().file("news.json");
  std::filesystem::remove(file);
  CHECK(live.logs("news.json: cannot be read: No such file or directory; the news before are served on"));
  std::filesystem::create_directory(file);
  CHECK(live.logs("news.json: is a folder"));
  CHECK(live.shows("first"));
  std::filesystem::remove(file);
  REQUIRE(mkfifo(file.c_str(), 0600) == 0);
  CHECK(live.logs("news.json: is a pipe or a device: a file is needed"));
  std::filesystem::remove(file);
  live.folder().write("news.json", news(item("a", "first")));
  CHECK(live.logs("news.json: as it is served"));
  CHECK(eventually([&] { return live.readyz().find("refused") == std::string::npos; }));
  std::filesystem::remove(file);
  live.folder().write("news.json", news(item("a", "back")));
  CHECK(live.shows("back"));
  CHECK(live.program().end(SIGTERM) == 0);
}

TEST_CASE("live news: a file is read when its writer has finished") {
  Live live;
  const auto whole = news(item("a", "slowly"));
  {
    std::ofstream file(live.folder().file("news.json"), std::ios::binary);
    for (const char c : whole) {
      file.put(c).flush();
      if (c == ',') std::this_thread::sleep_for(std::chrono::milliseconds(150));  // slower than what counts as quiet
    }
  }
  CHECK(live.shows("slowly"));
  CHECK(live.log().find("error") == std::string::npos);
}

TEST_CASE("live news: a change of a Kubernetes ConfigMap (symbolic links) is seen") {
  TemporaryFolder volume;
  volume.write("..1/news.json", news(item("a", "first")));
  std::filesystem::create_directory_symlink("..1", volume.file("..data"));
  std::filesystem::create_symlink("..data/news.json", volume.file("news.json"));
  const Program program({"--news", volume.file("news.json")}, volume.write("log", ""));
  const auto shows = [&](const std::string& text) {
    return eventually([&] {
      const auto answer = httplib::Client(program.url()).Get("/fragment");
      return answer && answer->body.find(text) != std::string::npos;
    });
  };
  CHECK(shows("first"));
  for (const auto* version : {"2", "3"}) {
    volume.write(std::string("..") + version + "/news.json", news(item("a", std::string("version ") + version)));
    std::filesystem::create_directory_symlink(std::string("..") + version, volume.file("..data_tmp"));
    std::filesystem::rename(volume.file("..data_tmp"), volume.file("..data"));
    CHECK(shows(std::string("version ") + version));
  }
}

TEST_CASE("live news: a folder that is removed and made again is found") {
  Live live("folder/news.json");
  std::filesystem::rename(live.folder().file("folder"), live.folder().file("away"));
  CHECK(live.logs("cannot be read"));
  live.folder().write("folder/news.json", news(item("a", "second")));
  CHECK(live.shows("second"));
  live.folder().write("folder/news.json", news(item("a", "third")));
  CHECK(live.shows("third"));
}

TEST_CASE("live news: SIGHUP reads at once, and the log says if nothing is new") {
  Live live;
  CHECK(live.shows("first"));
  kill(live.program().id(), SIGHUP);
  CHECK(live.logs("news.json: as it is served"));
  CHECK(live.program().end(SIGTERM) == 0);
}

TEST_CASE("live news: faults of the templates and of the news are reported separately") {
  const TemporaryFolder looks;
  const std::string good = "<section class=\"ln\">{{heading}}</section>";
  const auto write_looks = [&](const std::string& text) { looks.write("widget/templates/fragment.mustache", text); };
  write_looks(good);
  Live live("news.json", {"--assets", looks.path()});
  const auto refused = [&](const std::string& part) {
    return eventually([&] { return live.readyz().find(part) != std::string::npos; });
  };
  live.folder().write("news.json", "no JSON");
  CHECK(refused("news.json:1:"));
  write_looks("<p>one</p><p>two</p>");
  CHECK(refused("exactly one root element"));
  CHECK(refused("news.json:1:"));
  write_looks(good);
  CHECK(eventually([&] { return live.readyz().find("root element") == std::string::npos; }));
  CHECK(refused("news.json:1:"));
  live.folder().write("news.json", news(item("a", "first")));
  CHECK(eventually([&] { return live.readyz().find("refused") == std::string::npos; }));
}

TEST_CASE("live news: control characters in a file's name and text are escaped in the log and in /readyz") {
  Live live("a\n2026-01-01 forged\x1b[31m.json");
  const std::string name = R"(a\x0a2026-01-01 forged\x1b[31m.json)";
  const auto is_plain = [](const std::string& text) {
    return text.find("\n2026-01-01") == std::string::npos && text.find('\x1b') == std::string::npos;
  };
  live.folder().write("a\n2026-01-01 forged\x1b[31m.json", news("{\"id\":\"a\" x\x1b[31m\n2026-01-01 forged}"));
  CHECK(live.logs(name + ":1:"));
  CHECK(live.says(name + ":1:"));
  CHECK(is_plain(live.log()));
  CHECK(is_plain(live.readyz()));
}

TEST_CASE("live news: an item with an embargo appears and expires at its second, and is nowhere before") {
  const auto in = [](int seconds) {
    const std::time_t moment = std::time(nullptr) + seconds;
    std::tm parts{};
    gmtime_r(&moment, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%FT%TZ", &parts);
    return std::string(text);
  };
  Live live;
  live.folder().write("news.json", news(item("a", "first") +
                                        R"(,{"id":"hushed","content_text":"hidden text","_latest_news":{"publish":")" +
                                        in(6) + R"(","expires":")" + in(9) + "\"}}"));
  CHECK(live.logs("not to be seen yet: '"));
  httplib::Client client(live.url());
  for (const char* target : {"/fragment", "/news.json", "/embed", "/latest-news.js"}) {
    CAPTURE(std::string(target));
    const auto body = client.Get(target)->body;
    CHECK(body.find("hushed") == std::string::npos);
    CHECK(body.find("hidden text") == std::string::npos);
  }
  CHECK(client.Get("/items/hushed")->status == 404);
  CHECK(live.shows("hidden text"));
  CHECK(client.Get("/items/hushed")->status == 200);
  CHECK(eventually([&] { return client.Get("/items/hushed")->status == 410; }));
  CHECK(client.Get("/news.json")->body.find("hushed") == std::string::npos);
}
