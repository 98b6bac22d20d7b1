#include <doctest/doctest.h>

#include <latch>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "assets/assets.h"
#include "rendering/look.h"
#include "site/site.h"

namespace {

site::Site small_site() {
  auto feed = std::make_shared<news::Feed>();
  feed->title = "Small";
  feed->language = "en";
  for (int number = 0; number < 30; ++number) {
    feed->items.emplace_back();
    feed->items.back().id = "item-" + std::to_string(number);
    feed->items.back().text = "text " + std::to_string(number);
  }
  return site::Site(std::make_shared<const edition::Edition>(feed, assets::bundled(),
                                                             edition::Settings{.public_url = "https://news.example"}));
}

}  // namespace

TEST_CASE("site: a hundred who ask the same new thing at once, each in other words, get one making of it") {
  auto site = small_site();
  std::latch all_are_here(100);
  std::vector<std::shared_ptr<server::Resource>> resources(100);
  std::vector<std::thread> threads;
  for (std::size_t number = 0; number < resources.size(); ++number) {
    threads.emplace_back([&, number] {
      const auto target =
          "/fragment?q=TEXT+7&page=1&limit=" + std::string(number % 20, '0') + "5&utm=" + std::to_string(number);
      all_are_here.arrive_and_wait();
      resources[number] = site.make(target);
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(std::set<std::shared_ptr<server::Resource>>(resources.begin(), resources.end()).size() == 1);
}

TEST_CASE("site: items' pages are prepared behind the lists, and compressed on any number of threads") {
  for (const unsigned threads : {1u, 3u}) {
    auto site = small_site();
    CHECK(site.find("/fragment") != nullptr);
    CHECK(site.find("/items/item-3") == nullptr);
    std::size_t last = 0;
    std::size_t all = 0;
    site.prepare(threads, {}, [&](std::size_t done, std::size_t of) {
      last = done;
      all = of;
    });
    REQUIRE(site.find("/items/item-3") != nullptr);
    CHECK(site.make("/items/item-3") == *site.find("/items/item-3"));
    CHECK((*site.find("/fragment"))->find(http::Coding::br) != nullptr);
    CHECK((*site.find("/items/item-29"))->find(http::Coding::gzip) != nullptr);
    CHECK(all > 30);
    CHECK(last == all);
  }
  auto site = small_site();
  std::stop_source stopped;
  stopped.request_stop();
  site.prepare(2, stopped.get_token(), nullptr);
  CHECK(site.find("/items/item-3") == nullptr);
}

TEST_CASE("site: an item's own language is said in lists and on its page") {
  auto feed = std::make_shared<news::Feed>();
  feed->title = "News";
  feed->language = "en";
  feed->items.resize(1);
  feed->items[0].id = "one";
  feed->items[0].title = "Un titre";
  feed->items[0].text = "Un texte.";
  feed->items[0].language = "fr";
  site::Site site(std::make_shared<const edition::Edition>(feed, assets::bundled(),
                                                           edition::Settings{.public_url = "https://news.example"}));
  for (const std::string target : {"/fragment", "/items/one"}) {
    CAPTURE(target);
    const auto body = site.make(target)->find(http::Coding::identity)->body;
    CHECK(body.find("dir=\"auto\" lang=\"fr\">Un titre<") != std::string::npos);
    CHECK(body.find("dir=\"auto\" lang=\"fr\">Un texte.<") != std::string::npos);
  }
}

TEST_CASE("look: each look has a number of its own, and no two looks share a rendered item") {
  std::set<std::size_t> numbers;
  for (std::size_t layout = 0; layout < rendering::layout_names.size(); ++layout) {
    for (const auto summary : {rendering::Summary::shortened, rendering::Summary::full, rendering::Summary::none}) {
      const auto number = rendering::Look{.layout = layout, .summary = summary}.number();
      CHECK(number < rendering::Look::count);
      numbers.insert(number);
    }
  }
  CHECK(numbers.size() == rendering::Look::count);

  auto feed = std::make_shared<news::Feed>();
  feed->title = "News";
  feed->items.resize(1);
  feed->items[0].id = "one";
  feed->items[0].title = "Title";
  feed->items[0].text = "The beginning, and the rest.";
  feed->items[0].excerpt = "The beginning …";
  site::Site site(std::make_shared<const edition::Edition>(feed, assets::bundled(),
                                                           edition::Settings{.public_url = "https://news.example"}));
  const auto body = [&](const std::string& target) { return site.make(target)->find(http::Coding::identity)->body; };
  for (int round = 0; round < 2; ++round) {
    CHECK(body("/fragment").find(">The beginning …<") != std::string::npos);
    CHECK(body("/fragment?summary=full").find(">The beginning, and the rest.<") != std::string::npos);
    CHECK(body("/fragment?summary=none").find("The beginning") == std::string::npos);
    CHECK(body("/fragment?summary=none&limit=5").find("The beginning") == std::string::npos);
    CHECK(body("/fragment?limit=5").find(">The beginning …<") != std::string::npos);
  }
}
