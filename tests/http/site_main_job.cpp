// The main job: the office's page, from the file to the answers.
#include <doctest/doctest.h>
#include <httplib.h>

#include <algorithm>
#include <cctype>
#include <csignal>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/http/files.h"
#include "tests/http/program.h"

namespace {

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t times = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++times;
  return times;
}

// All words of a text, apart from where lines and spaces are; the page's non-breaking spaces are spaces.
std::string words(std::string text) {
  for (auto at = text.find("\u00a0"); at != std::string::npos; at = text.find("\u00a0")) text.replace(at, 2, " ");
  std::istringstream stream(text);
  std::string joined;
  for (std::string word; stream >> word;) joined += word + ' ';
  return joined;
}

}  // namespace

TEST_CASE("main job: the news are the page's 39 items, letter by letter, in the page's order") {
  Program program;
  httplib::Client client(program.url());
  const auto answer = client.Get("/news.json?limit=100&order=source");
  REQUIRE(answer);
  const auto feed = nlohmann::json::parse(answer->body);
  CHECK(feed.at("version") == "https://jsonfeed.org/version/1.1");
  REQUIRE(feed.at("items").size() == 39);

  // The page again, from the answer: heading, then title and text of each; days are left out on both sides.
  const auto page = words(read_file(TEST_DATA "/latest-news.txt"));
  auto rest = std::string_view(page);
  const auto follows = [&](const std::string& text) {
    CAPTURE(text);
    const auto at = rest.find(words(text).substr(0, words(text).size() - 1));
    REQUIRE(at != std::string_view::npos);
    CHECK(at < 40);  // a day, and the word "more" of the item before, at the most
    rest.remove_prefix(at + words(text).size() - 1);
  };
  follows(feed.at("title"));
  for (const auto& item : feed.at("items")) {
    follows(item.at("title"));
    follows(item.at("content_text"));
  }
  CHECK(rest == " more ");
  CHECK(program.end(SIGTERM) == 0);
}

TEST_CASE("main job: the fragment has 39 articles, newest first") {
  Program program;
  httplib::Client client(program.url());
  const auto fragment = client.Get("/fragment?limit=100");
  REQUIRE(fragment);
  CHECK(count(fragment->body, "<article class=\"ln-item\"") == 39);
  const auto feed = nlohmann::json::parse(client.Get("/news.json?limit=100")->body);
  std::string before = "9999";
  for (const auto& item : feed.at("items")) {
    const std::string start = item.at("_latest_news").at("start");
    CHECK(start <= before);
    before = start;
  }
  CHECK(program.end(SIGINT) == 0);
}

TEST_CASE("main job: an empty list says so in words, and a page past the end leads back") {
  const TemporaryFolder folder;
  const auto none =
      folder.write("none.json", R"({"version":"https://jsonfeed.org/version/1.1","title":"None","items":[]})");
  Program program;
  const Program empty({"--news", none});
  struct Case {
    const Program& program;
    const char* query;
    const char* words;
  };
  for (const auto& one :
       {Case{program, "?until=1999-12-31", "No news was found."},
        Case{program, "?q=nothinglikeit", "No news was found."}, Case{program, "?page=5", "There is no more news."},
        Case{empty, "", "There is no news to show."}}) {
    CAPTURE(one.query);
    httplib::Client client(one.program.url());
    for (const std::string path : {"/fragment", "/embed"}) {
      const auto answer = client.Get(path + one.query);
      REQUIRE(answer);
      CHECK(answer->status == 200);
      CHECK(answer->body.find(one.words) != std::string::npos);
    }
  }
  httplib::Client client(program.url());
  const auto past = client.Get("/embed?page=5");
  CHECK(past->body.find("<a class=\"ln-previous\" rel=\"prev\" href=\"" + program.url() + "/embed?page=4\"") !=
        std::string::npos);
  CHECK(past->get_header_value("Link") == "<" + program.url() + "/embed?page=4>; rel=\"prev\"");
}

TEST_CASE("main job: words, exclusions and tags choose among the office's items") {
  Program program;
  httplib::Client client(program.url());
  const auto titles = [&](const std::string& query) {
    std::vector<std::string> found;
    const auto feed = nlohmann::json::parse(client.Get("/news.json?limit=100&" + query)->body);
    for (const auto& item : feed.at("items")) {
      found.push_back(item.at("title").get<std::string>() + " " + item.at("content_text").get<std::string>());
    }
    return found;
  };
  const auto all = titles("");
  const auto with = titles("q=CORRUPTION");
  const auto without = titles("exclude=corruption");
  CHECK(with.size() > 1);
  CHECK(with.size() + without.size() == all.size());
  const auto has = [](const std::string& text, const std::string& word) {
    return std::search(text.begin(), text.end(), word.begin(), word.end(),
                       [](unsigned char a, unsigned char b) { return std::tolower(a) == b; }) != text.end();
  };
  for (const auto& text : with) CHECK(has(text, "corruption"));
  for (const auto& text : without) CHECK_FALSE(has(text, " corruption"));
  CHECK(titles("q=corrupt+sport").size() < with.size());
  CHECK(titles("tag=none").empty());
}

TEST_CASE("main job: render prints what the server answers") {
  Program program;
  httplib::Client client(program.url());
  struct Case {
    const char* what;
    const char* target;
  };
  for (const auto& one : {Case{"fragment", "/fragment?limit=5"}, Case{"embed", "/embed?limit=5"},
                          Case{"script", "/latest-news.js?limit=5"}, Case{"json", "/news.json?limit=5"},
                          Case{"nodes", "/fragment.json?limit=5"}}) {
    const auto& what = one.what;
    const auto& target = one.target;
    CAPTURE(what);
    const auto rendered = run_program({"render", what, "--limit", "5", "--public-url", program.url()});
    CHECK(rendered.status == 0);
    CHECK(rendered.errors.empty());
    CHECK(rendered.output == client.Get(target)->body);
  }
  const auto refused = run_program({"render", "fragment", "--limit", "101"});
  CHECK(refused.status == 2);
  CHECK(refused.errors == "latest-news: the parameter limit is \"101\"; it can be a whole number from 1 to 100\n");
  CHECK(refused.output.empty());
}

TEST_CASE("main job: a fault at the start is one line, and nothing is served") {
  Program program;
  const auto in_use = program.url().substr(7);
  struct Case {
    std::vector<std::string> arguments;
    std::string says;
    int status;
  };
  for (const auto& one :
       {Case{{"serve", "--listen", in_use}, in_use, 1}, Case{{"serve", "--listen", "nowhere"}, "nowhere", 2},
        Case{{"serve", "--listen", "127.0.0.1:99999"}, "127.0.0.1:99999", 2},
        Case{{"serve", "--news", "/no/such/file.json"}, "/no/such/file.json", 1},
        Case{{"serve", "--public-url", "ftp://host"}, "ftp://host", 2},
        Case{{"serve", "--public-url", "https://host/?a"}, "https://host/?a", 2},
        Case{{"serve", "--listen", "127.0.0.1:0", "--assets", "/no/such"}, "/no/such", 1},
        Case{{"serve", "--log-level", "loud"}, "loud", 2}, Case{{"serve", "--nonsense"}, "--nonsense", 2}}) {
    CAPTURE(one.says);
    const auto finished = run_program(one.arguments);
    CHECK(finished.status == one.status);
    CHECK(finished.errors.find(one.says) != std::string::npos);
    CHECK(finished.output.empty());
    CHECK(count(finished.errors, "\n") == 1);
  }
}
