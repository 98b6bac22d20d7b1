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
#include "tests/unit/catalogue.h"

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

TEST_CASE("site: a hundred spellings of one request at once make one answer") {
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

TEST_CASE("site: an item's own language is in lists and on its page") {
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
    CHECK(body.find("class=\"ln-title\" dir=\"auto\" lang=\"fr\">") != std::string::npos);
    CHECK(body.find("dir=\"auto\" lang=\"fr\">Un texte.<") != std::string::npos);
  }
}

TEST_CASE("look: each look has a key of its own") {
  using namespace rendering;
  std::set<std::string> keys;
  std::size_t count = 0;
  Look look;
  for (const auto& layout : catalogue().layouts) {
    for (const auto& language : catalogue().languages) {
      for (look.summary = Summary::shortened; look.summary <= Summary::none;
           look.summary = static_cast<Summary>(static_cast<int>(look.summary) + 1)) {
        for (look.date = DateFormat::long_form; look.date <= DateFormat::none;
             look.date = static_cast<DateFormat>(static_cast<int>(look.date) + 1)) {
          for (unsigned rest = 0; rest < 2 * 2 * 3 * 4 * 6; ++rest) {
            look.layout = layout;
            look.language = language;
            look.images = rest % 2 != 0;
            look.names_languages = rest / 2 % 2 != 0;
            look.more_link = static_cast<MoreLink>(rest / 4 % 3);
            look.target = static_cast<Target>(rest / 12 % 4);
            look.level = 1 + rest / 48;
            keys.insert(look.key());
            ++count;
          }
        }
      }
    }
  }
  CHECK(keys.size() == count);
}

TEST_CASE("look: no two looks share a rendered item") {
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
    CHECK(body("/fragment?heading=off").find("<h2 class=\"ln-title\"") != std::string::npos);
    CHECK(body("/fragment?level=4").find("<h5 class=\"ln-title\"") != std::string::npos);
    CHECK(body("/fragment?level=6").find("<h6 class=\"ln-title\"") != std::string::npos);
  }
}
