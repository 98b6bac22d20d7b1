#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <string>

#include "news/embargo.h"
#include "news/merge.h"

namespace {

news::Item item(const std::string& id, const std::string& url, unsigned day) {
  news::Item made;
  made.id = id;
  made.url = url;
  made.text = "text of " + id;
  if (day > 0) {
    const news::Date date{std::chrono::year{2023}, std::chrono::month{6}, std::chrono::day{day}};
    made.days = news::Days{date, date};
  }
  return made;
}

std::shared_ptr<const news::Feed> feed(const std::string& title, const std::string& language,
                                       std::vector<news::Item> items) {
  return std::make_shared<const news::Feed>(news::Feed{title, "", "", language, std::move(items)});
}

std::string ids(const news::Feed& all) {
  std::string text;
  for (const auto& one : all.items) text += one.id + "@" + one.author + " ";
  return text;
}

}  // namespace

TEST_CASE("merge: one feed stays as it is") {
  const auto only = feed("One", "en", {item("a", "", 1)});
  CHECK(news::merge({only}) == only);
}

TEST_CASE("merge: items are sorted by day; each has its feed's name and language") {
  const auto all = news::merge({feed("One", "en", {item("a", "", 10), item("none", "", 0), item("b", "", 3)}),
                                feed("Deux", "fr", {item("c", "", 20), item("d", "", 10)})});
  CHECK(all->title == "One");
  CHECK(all->language == "en");
  CHECK(ids(*all) == "c@Deux a@One d@Deux b@One none@One ");
  CHECK(all->items[0].language == "fr");
  CHECK(all->items[1].language.empty());
}

TEST_CASE("merge: of items with the same id or URL one stays; all pages are different") {
  auto slug = item("https://two.example/x", "", 2);
  slug.path = "same";
  const auto all =
      news::merge({feed("One", "en", {item("a", "https://news.example/1", 5), item("same", "", 4)}),
                   feed("Two", "en", {item("a", "", 9), item("z", "https://news.example/1", 8), std::move(slug)})});
  CHECK(ids(*all) == "a@One same@One https://two.example/x@Two ");
  CHECK(all->items[1].page() == "same");
  CHECK(all->items[2].page() == "same-2");
}

TEST_CASE("embargo: items of the future can be held back until their moment") {
  news::Feed future{"T", "", "", "en", {item("a", "", 1), item("b", "", 2), item("c", "", 3)}};
  future.items[0].date_published = "2023-06-01T00:00:00Z";
  future.items[1].date_published = "2023-06-02T10:00:00+02:00";
  future.items[2].date_published = "2023-06-03T00:00:00Z";
  future.items[2].publish = "2023-06-01T00:00:00Z";
  const std::int64_t first_of_june = 1685577600;
  news::hold_back_future(future, first_of_june + 3600);
  CHECK(future.items[0].publish.empty());
  CHECK(future.items[1].publish == "2023-06-02T10:00:00+02:00");
  CHECK(future.items[2].publish == "2023-06-01T00:00:00Z");
  CHECK(news::next_change(future, first_of_june + 3600) == first_of_june + 86400 + 8 * 3600);
}
