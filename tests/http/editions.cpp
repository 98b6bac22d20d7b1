// Editions that replace each other under load, and two programs that must give the same bytes.
#include <doctest/doctest.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "tests/http/client.h"
#include "tests/http/files.h"
#include "tests/http/program.h"

namespace {

// Every text in it ends with the edition's name.
std::string edition(const std::string& name) {
  nlohmann::json feed{{"version", "https://jsonfeed.org/version/1.1"}, {"title", "of " + name}};
  for (int number = 0; number < 20; ++number) {
    feed["items"].push_back({{"id", "item-" + std::to_string(number)},
                             {"content_text", std::string(200, 'x') + " of " + name},
                             {"date_published", "2023-06-20T00:00:00Z"}});
  }
  return feed.dump();
}

std::string request(const std::string& target, const std::string& fields = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: news.example\r\n" + fields + "\r\n";
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

// What is wrong with an answer that should be of one edition; "" if nothing is.
std::string fault_in(const Response& response, std::map<std::string, std::string>& bodies) {
  if (response.status != 200) return "status " + std::to_string(response.status);
  const auto tag = response.field("etag");
  const auto [known, is_new] = bodies.emplace(tag, response.body);
  if (!is_new && known->second != response.body) return "two bodies for " + tag;
  std::size_t editions = 0;
  for (const auto* name : {"alder", "birch", "cedar"}) {
    if (response.body.find(std::string(" of ") + name) != std::string::npos) ++editions;
  }
  if (editions != 1) return "of " + std::to_string(editions) + " editions";
  if (response.field("content-length") != std::to_string(response.body.size())) return "another length";
  return "";
}

}  // namespace

TEST_CASE("editions: during swaps under load, each answer is of one edition") {
  TemporaryFolder folder;
  const auto file = folder.write("news.json", edition("alder"));
  const auto log = folder.write("log", "");
  Program program({"--news", file, "--threads", "2"}, log);
  std::atomic<bool> is_over = false;
  std::mutex mutex;
  std::vector<std::string> faults;
  std::atomic<int> asked = 0;
  std::vector<std::thread> clients;
  // Each has its own memory of bodies: a tag names one body for each target.
  for (const auto* target : {"/fragment", "/fragment?limit=20", "/news.json?q=of", "/latest-news.js?limit=7"}) {
    clients.emplace_back([&, target = std::string(target)] {
      std::map<std::string, std::string> bodies;
      try {
        Client client(program.url().substr(7));
        while (!is_over) {
          client.send(request(target));
          const auto fault = fault_in(client.receive(), bodies);
          ++asked;
          if (fault.empty()) continue;
          const std::lock_guard lock(mutex);
          faults.push_back(target + ": " + fault);
        }
      } catch (const std::exception& exception) {
        const std::lock_guard lock(mutex);
        faults.push_back(target + ": " + exception.what());
      }
    });
  }
  const std::vector<std::string> names{"birch", "cedar", "alder"};
  for (std::size_t round = 0; round < 30; ++round) {
    folder.write("next.json", edition(names[round % names.size()]));
    std::filesystem::rename(folder.file("next.json"), file);
    kill(program.id(), SIGHUP);
    CHECK(eventually([&] { return count(read_file(log), "items are served") == round + 1; }));
  }
  is_over = true;
  for (auto& client : clients) client.join();
  for (const auto& fault : faults) FAIL_CHECK(fault);
  CHECK(asked > 100);
  CHECK(program.end(SIGTERM) == 0);
}

TEST_CASE("editions: two programs give the same bytes and tags, in every encoding") {
  const std::vector<std::string> arguments{"--public-url", "https://news.example"};
  const Program one(arguments);
  const Program other(arguments);
  const std::vector<std::string> targets{"/",
                                         "/fragment",
                                         "/fragment.json?limit=3",
                                         "/embed?theme=dark",
                                         "/latest-news.js?limit=5",
                                         "/news.json",
                                         "/element.js",
                                         "/fragment?q=EU&page=2",
                                         "/items/2023-06-20-united-against-corruption-in-sport-promoting-a-fairer"};
  for (const auto& target : targets) {
    for (const std::string coding : {"br", "gzip", "identity"}) {
      CAPTURE(target);
      CAPTURE(coding);
      const auto get = [&](const Program& program) {
        Client client(program.url().substr(7));
        client.send(request(target, "Accept-Encoding: " + coding + "\r\n"));
        return client.receive();
      };
      // One program may have the best level of compression a little before the other. From then on they are the same.
      Response first;
      Response second;
      CHECK(eventually([&] {
        first = get(one);
        second = get(other);
        return first.field("etag") == second.field("etag");
      }));
      CHECK(first.field("content-encoding") == (coding == "identity" ? "" : coding));
      CHECK(first.body == second.body);
      CHECK_FALSE(first.field("etag").empty());
    }
  }
}

TEST_CASE("editions: answers are dated by the news that they show, where all say when they were modified") {
  TemporaryFolder folder;
  const auto item = [](const std::string& id, const std::string& more) {
    return R"({"id":")" + id + R"(","content_text":"text")" + more + "}";
  };
  const auto file = folder.write(
      "news.json",
      R"({"version":"https://jsonfeed.org/version/1.1","title":"Dated","items":[)" +
          item("a", R"(,"date_published":"2023-06-22T00:00:00Z","date_modified":"2023-07-01T10:00:00+02:00")") + "," +
          item("b", R"(,"date_published":"2023-06-21T00:00:00Z","date_modified":"2023-06-30T00:00:00Z")") + "," +
          item("c", R"(,"date_published":"2023-06-20T00:00:00Z")") + "]}");
  const Program program({"--news", file});
  const auto get = [&](const std::string& target, const std::string& fields = "") {
    Client client(program.url().substr(7));
    client.send(request(target, fields));
    return client.receive();
  };
  CHECK(get("/fragment?limit=2").field("last-modified") == "Sat, 01 Jul 2023 08:00:00 GMT");
  CHECK(get("/items/b").field("last-modified") == "Fri, 30 Jun 2023 00:00:00 GMT");
  CHECK(get("/fragment").field("last-modified").empty());
  CHECK(get("/items/b", "If-Modified-Since: Fri, 30 Jun 2023 00:00:00 GMT\r\n").status == 304);
  CHECK(get("/items/b", "If-Modified-Since: Thu, 29 Jun 2023 00:00:00 GMT\r\n").status == 200);
  CHECK(get("/items/b", "If-None-Match: \"other\"\r\nIf-Modified-Since: Fri, 30 Jun 2023 00:00:00 GMT\r\n").status ==
        200);
}
