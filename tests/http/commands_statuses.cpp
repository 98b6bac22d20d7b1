// How the program ends: its status, also if its output cannot be written.
#include <doctest/doctest.h>
#include <sys/wait.h>

#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/http/client.h"
#include "tests/http/files.h"
#include "tests/http/program.h"

namespace {

constexpr const char* page = "News\n1 June 2023\nTitle\nSummary more\n";
constexpr const char* warned_feed =
    R"({"version":"https://jsonfeed.org/version/1","title":"a","title":"b","items":[]})";

// With a shell's redirections.
int status_of(const std::string& arguments, const std::string& redirections) {
  const int status = std::system(("timeout 20 '" PROGRAM "' " + arguments + " " + redirections).c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("commands: each ends with 1 after a fault in the input or the system, with 2 after a wrong command line") {
  const TemporaryFolder folder;
  const auto bad_news = folder.write("bad.json", "{}");
  const auto bad_page = folder.write("bad.txt", "News\n31 June 2023\nTitle\nSummary more\n");
  const auto good_page = folder.write("good.txt", page);
  const auto bad_config = folder.write("bad.ini", "[serve]\nnwes = 1\n");
  const auto good_config = folder.write("good.ini", "[serve]\nthreads = 1\n");
  const auto none = folder.file("none");
  const std::string any = "127.0.0.1:0";
  struct Case {
    std::vector<std::string> arguments;
    int status;
  };
  const std::vector<Case> cases{
      {{"--help"}, 0},
      {{"--version"}, 0},
      {{}, 2},
      {{"frobnicate"}, 2},
      {{"--frobnicate"}, 2},
      {{"import", good_page}, 0},
      {{"import", bad_page}, 1},
      {{"import", none}, 1},
      {{"import", folder.path()}, 1},
      {{"import"}, 2},
      {{"import", good_page, "--config", good_config}, 2},
      {{"check", PROJECT_ROOT "/static/news.json"}, 0},
      {{"check", bad_news}, 1},
      {{"check", none}, 1},
      {{"check", folder.path()}, 1},
      {{"check"}, 2},
      {{"check", bad_news, "--config", good_config}, 2},
      {{"check", "--config", good_config}, 0},
      {{"check", "--config", bad_config}, 2},
      {{"check", "--config", none}, 2},
      {{"check", "--config", folder.path()}, 2},
      {{"render", "fragment"}, 0},
      {{"render", "fragment", "--news", bad_news}, 1},
      {{"render", "fragment", "--news", none}, 1},
      {{"render", "fragment", "--assets", none}, 1},
      {{"render", "fragment", "--limit", "101"}, 2},
      {{"render", "fragment", "--public-url", "x"}, 2},
      {{"render", "frobnicate"}, 2},
      {{"serve", "--listen", any, "--admin", "", "--news", bad_news}, 1},
      {{"serve", "--listen", any, "--admin", "", "--news", none}, 1},
      {{"serve", "--listen", any, "--admin", "", "--assets", none}, 1},
      {{"serve", "--listen", any, "--admin", "", "--tls-certificate", none, "--tls-key", none}, 1},
      {{"serve", "--listen", any, "--admin", "", "--access-log", "json", "--access-log-file", none + "/x"}, 1},
      {{"serve", "--listen", "192.0.2.1:8080", "--admin", ""}, 1},
      {{"serve", "--listen", any, "--admin", "192.0.2.1:9090"}, 1},
      {{"serve", "--listen", "nowhere"}, 2},
      {{"serve", "--admin", "nowhere"}, 2},
      {{"serve", "--public-url", "x"}, 2},
      {{"serve", "--log-level", "loud"}, 2},
      {{"serve", "--access-log", "xml"}, 2},
      {{"serve", "--trusted-proxy", "x"}, 2},
      {{"serve", "--head-timeout", "x"}, 2},
      {{"serve", "--hsts", "1"}, 2},
      {{"serve", "--tls-key", none}, 2},
      {{"serve", "--frobnicate"}, 2},
      {{"serve", "--config", bad_config}, 2},
      {{"serve", "--config", none}, 2},
  };
  for (const auto& one : cases) {
    std::string line;
    for (const auto& word : one.arguments) line += " " + word;
    CAPTURE(line);
    const auto finished = run_program(one.arguments);
    CHECK(finished.status == one.status);
    CHECK(finished.errors.empty() == (one.status == 0));
    if (one.status != 0) CHECK(finished.output.empty());
  }
}

TEST_CASE("commands: output that cannot be written is status 1, in each command that writes") {
  const TemporaryFolder folder;
  const auto errors = folder.file("errors");
  const std::vector<std::string> commands{"--help",          "--version",     "serve --help",
                                          "render fragment", "render script", "import " + folder.write("p", page)};
  for (const auto& arguments : commands) {
    for (const std::string redirection : {">/dev/full", ">&-"}) {
      CAPTURE(arguments);
      CAPTURE(redirection);
      CHECK(status_of(arguments, redirection + " 2>" + errors) == 1);
      CHECK(read_file(errors).find("latest-news: standard output cannot be written") != std::string::npos);
    }
    CHECK(status_of(arguments, ">/dev/null 2>" + errors) == 0);
    CHECK(read_file(errors).empty());
  }
}

TEST_CASE("commands: warnings that cannot be written are status 1") {
  const TemporaryFolder folder;
  const auto arguments = "check " + folder.write("news.json", warned_feed);
  CHECK(status_of(arguments, "2>/dev/null") == 0);
  CHECK(status_of(arguments, "2>/dev/full") == 1);
  CHECK(status_of(arguments, "2>&-") == 1);
}

TEST_CASE("commands: with standard input closed, no other file is read in its place") {
  CHECK(status_of("check -", "<&- 2>/dev/null") == 1);
  CHECK(status_of("import -", "<&- >/dev/null 2>/dev/null") == 1);
}

TEST_CASE("commands: serve refuses unknown names from each place, and suggests the nearest one") {
  const TemporaryFolder folder;
  const auto file = folder.write("serve.ini", "[serve]\npublic_url = https://news.town.example\nnwes = /n.json\n");
  setenv("LATEST_NEWS_LISEN", "127.0.0.1:0", 1);
  const auto finished = run_program({"--config", file, "serve"});
  const auto checked = run_program({"check", "--config", file});
  unsetenv("LATEST_NEWS_LISEN");
  CHECK(finished.status == 2);
  CHECK(finished.errors ==
        "latest-news: the variable LATEST_NEWS_LISEN is not known; did you mean LATEST_NEWS_LISTEN?\n" + file +
            ":2: error: public_url is not known; did you mean public-url?\n" + file +
            ":3: error: nwes is not known; did you mean news?\n");
  CHECK(checked.errors == finished.errors);
  CHECK(run_program({"serve", "--nwes", "x"}).errors == "latest-news: --nwes is not known; did you mean --news?\n");
  CHECK(run_program({"servee"}).errors == "latest-news: servee is not known; did you mean serve?\n");
}

TEST_CASE("commands: serve reads a configuration file that begins with a byte order mark") {
  const TemporaryFolder folder;
  const auto file = folder.write("serve.ini", "\xEF\xBB\xBF[serve]\npublic-url = https://news.town.example\n");
  const Program program({"--config", file});
  const auto answer =
      ask_once(program.url().substr(7), "GET /fragment HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  CHECK(answer.body.find("https://news.town.example/") != std::string::npos);
}

TEST_CASE("commands: serve without --public-url says once that links name the listening address") {
  const TemporaryFolder folder;
  const auto count = [&](const std::vector<std::string>& arguments) {
    const auto log = folder.write("log", "");
    Program program(arguments, log);
    CHECK(program.end(SIGTERM) == 0);
    const auto said = read_file(log);
    const auto first = said.find("links name the listening address, " + program.url() + ": ");
    return first == std::string::npos ? 0 : said.find("links name", first + 1) == std::string::npos ? 1 : 2;
  };
  CHECK(count({}) == 1);
  CHECK(count({"--public-url", "https://news.example"}) == 0);
}

TEST_CASE("commands: with standard output closed, serve goes on, and no other file gets its text") {
  const TemporaryFolder folder;
  for (const std::string redirection : {">&-", ">/dev/full"}) {
    CAPTURE(redirection);
    const auto log = folder.write("log", "");
    const auto access_log = folder.write("access.log", "");
    REQUIRE(std::system(("'" PROGRAM "' serve --listen 127.0.0.1:0 --admin '' --access-log common --access-log-file " +
                         access_log + " " + redirection + " 2>" + log + " & echo $! >" + folder.file("id"))
                            .c_str()) == 0);
    const auto id = static_cast<pid_t>(std::stoi(read_file(folder.file("id"))));
    const auto begins = "standard output cannot be written; 39 items are served at ";
    CHECK(eventually([&] { return read_file(log).find(begins) != std::string::npos; }));
    kill(id, SIGTERM);
    CHECK(eventually([&] { return kill(id, 0) != 0; }));
    CHECK(read_file(access_log).empty());
  }
}

TEST_CASE("add: an item is put into a file; after a fault the file is unchanged") {
  const TemporaryFolder folder;
  const std::string before = "Office\n30 July 2023\nA\na. more\n";
  const auto page = folder.write("page.txt", before);
  CHECK(run_program({"add", "--title", "New", "--text", "It happened.", "--day", "2023-8-1", page}).status == 2);
  CHECK(run_program({"add", "--title", "New", page}).errors == "latest-news: --text is missing\n");
  CHECK(run_program({"add", "--title", "New", "--text", "x", "--day", "2023-08-02", "--until", "2023-08-01", page})
            .errors.find("--until is \"2023-08-01\"") != std::string::npos);
  CHECK(run_program({"add", "--title", "New", "--text", "x", "--url", "javascript:1", page}).status == 2);
  CHECK(run_program({"add", "--title", "New", "--text", "x", folder.path() + "/none"}).status == 1);
  CHECK(run_program({"add", "--title", "A", "--text", "x", "--day", "2023-07-30", page}).status == 1);
  CHECK(read_file(page) == before);
  const auto added = run_program(
      {"add", "--title", "New", "--text", "It happened.", "--day", "2023-08-01", "--until", "2023-08-02", page});
  CHECK(added.status == 0);
  CHECK(added.output == page + ": added 'New', 2023-08-01\n");
  CHECK(read_file(page) == "Office\n1-2 August 2023\nNew\nIt happened. more\n30 July 2023\nA\na. more\n");
}
