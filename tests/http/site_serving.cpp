// What `serve` does besides answering: options from files and variables, templates from a folder, clients that leave.
#include <doctest/doctest.h>
#include <httplib.h>

#include <csignal>
#include <cstdlib>
#include <string>

#include "tests/http/client.h"
#include "tests/http/files.h"
#include "tests/http/program.h"

namespace {

std::string get(const Program& program, const char* target) {
  httplib::Client client(program.url());
  const auto answer = client.Get(target);
  return answer ? answer->body : "";
}

constexpr const char* small_feed = R"({"version": "https://jsonfeed.org/version/1.1", "title": "Small news",
  "items": [{"id": "one", "title": "One", "content_text": "The only one"}]})";

constexpr const char* wrong_feed = R"json({"version": "https://jsonfeed.org/version/1.1", "title": "x",
  "items": [{"id": "a", "title": "A", "content_text": "a", "url": "javascript:alert(1)"}, {"id": "a", "title": "B"},]})json";

}  // namespace

TEST_CASE("serve: --news serves that file; options come from a configuration file and the environment too") {
  const TemporaryFolder folder;
  const auto news = folder.write("news.json", small_feed);
  {
    const Program program({"--news", news});
    CHECK(get(program, "/fragment").find("Small news") != std::string::npos);
  }
  {
    const auto settings =
        folder.write("settings.toml", "[serve]\nnews = \"" + news + "\"\npublic-url = \"https://n.example/a/\"\n");
    const Program program({"--config", settings});
    CHECK(get(program, "/fragment").find("https://n.example/a/items/one\"") != std::string::npos);
  }
  setenv("LATEST_NEWS_NEWS", news.c_str(), 1);
  {
    const Program program;
    CHECK(get(program, "/fragment").find("Small news") != std::string::npos);
  }
  unsetenv("LATEST_NEWS_NEWS");
}

TEST_CASE("serve: a file that is no news file is refused, with the place") {
  const TemporaryFolder folder;
  const auto news = folder.write("news.json", wrong_feed);
  const auto finished = run_program({"serve", "--listen", "127.0.0.1:0", "--news", news});
  CHECK(finished.status == 1);
  CHECK(finished.output.empty());
  CHECK(finished.errors.find("news.json:2:116: error: remove the comma after the last entry") != std::string::npos);
}

TEST_CASE("serve: --assets shows a changed template at once; after a broken one the old templates stay") {
  const TemporaryFolder folder;
  folder.write("widget/templates/fragment.mustache", "<section class=\"ln\">first</section>");
  const auto log = folder.write("log", "");
  const Program program({"--assets", folder.path()}, log);
  CHECK(get(program, "/fragment") == "<section class=\"ln\">first</section>");
  folder.write("widget/templates/fragment.mustache", "<section class=\"ln\">second</section>");
  CHECK(eventually([&] { return get(program, "/fragment") == "<section class=\"ln\">second</section>"; }));
  // Two root elements cannot become nodes.
  folder.write("widget/templates/fragment.mustache", "<p>third</p><p>fourth</p>");
  CHECK(eventually([&] { return read_file(log).find("those before are served") != std::string::npos; }));
  CHECK(read_file(log).find("exactly one root element") != std::string::npos);
  CHECK(get(program, "/fragment") == "<section class=\"ln\">second</section>");
  folder.write("static/favicon.svg", "<svg/>");
  folder.write("widget/templates/fragment.mustache", "<section class=\"ln\">fifth</section>");
  CHECK(eventually([&] { return get(program, "/fragment") == "<section class=\"ln\">fifth</section>"; }));
  // The program may have read the folder between the two.
  CHECK(eventually([&] { return get(program, "/favicon.svg") == "<svg/>"; }));
}

TEST_CASE("serve: a client that leaves early changes nothing") {
  Program program;
  for (int round = 0; round < 20; ++round) {
    httplib::Client client(program.url());
    // Leaves in the middle of the answer.
    (void)client.Get("/fragment?limit=100", [](const char*, std::size_t) { return false; });
  }
  CHECK(get(program, "/fragment").find("</section>") != std::string::npos);
  CHECK(program.end(SIGTERM) == 0);
}

TEST_CASE("serve: --assets adds a layout and a language, each by its own files, without a build") {
  const TemporaryFolder folder;
  folder.write("widget/layouts/ticker/item.mustache",
               "<li><article class=\"ln-item\" aria-label=\"{{name}}\">+++ {{title}}</article></li>\n");
  folder.write("widget/layouts/ticker/list.css", ".ln-item { color: red }\n");
  auto language = read_file(PROJECT_ROOT "/widget/locales/en.json");
  language.replace(language.find("\"en\""), 4, "\"eo\"");
  language.replace(language.find("\"July\""), 6, "\"julio\"");
  folder.write("widget/locales/eo.json", language);
  const Program program({"--assets", folder.path()});
  httplib::Client client(program.url());
  CHECK(client.Get("/fragment?layout=ticker")->body.find("+++ World Day against") != std::string::npos);
  CHECK(client.Get("/latest-news.js?layout=ticker")->body.find(".ln-item { color: red }") != std::string::npos);
  CHECK(client.Get("/fragment?lang=eo")->body.find("30 julio 2023") != std::string::npos);
  CHECK(client.Get("/")->body.find("<option value=\"ticker\">") != std::string::npos);
}
