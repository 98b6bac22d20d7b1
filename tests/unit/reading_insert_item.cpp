#include <doctest/doctest.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <string>

#include "reading/insert_item.h"
#include "reading/news_reader.h"

namespace {

news::Date day(int year, unsigned month, unsigned number) {
  return {std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{number}};
}

reading::NewItem item(const std::string& title, news::Date first, const std::string& url = "") {
  return {title, "What happened.", {first, first}, url};
}

std::string inserted(std::string_view bytes, const reading::NewItem& new_item) {
  const auto result = reading::insert_item(bytes, new_item);
  CAPTURE(result.has_value() ? "" : result.error().message);
  REQUIRE(result.has_value());
  return result.value();
}

std::string refused(std::string_view bytes, const reading::NewItem& new_item) {
  const auto result = reading::insert_item(bytes, new_item);
  REQUIRE_FALSE(result.has_value());
  return result.error().message;
}

const std::string page = "Office\n30 July 2023\nA\na. more\n10 June 2023\nB\nb. more\n";

}  // namespace

TEST_CASE("insert item: a page keeps its order and every other byte") {
  CHECK(inserted(page, item("New", day(2023, 8, 1))) ==
        "Office\n1 August 2023\nNew\nWhat happened. more\n30 July 2023\nA\na. more\n10 June 2023\nB\nb. more\n");
  CHECK(inserted(page, item("New", day(2023, 7, 1), "https://news.example/x")) ==
        "Office\n30 July 2023\nA\na. more\n1 July 2023\nNew\nWhat happened. [more](https://news.example/x)\n10 June "
        "2023\nB\nb. more\n");
  CHECK(inserted(page, item("New", day(2022, 7, 1))) == page + "1 July 2022\nNew\nWhat happened. more\n");
}

TEST_CASE("insert item: a page with days in numbers keeps its order too") {
  const std::string numbers = "Office\n30/07/2023\nA\na. more\n12/06/2023\nB\nb. more\n01/02/2023\nC\nc. more\n";
  CHECK(inserted(numbers, item("New", day(2023, 5, 4))).find("b. more\n4 May 2023\nNew\n") != std::string::npos);
}

TEST_CASE("insert item: line ends, blank lines and months are the page's own") {
  const std::string french = "Bureau\r\n\r\n30 juillet 2023\r\n\r\nA\r\n\r\na. more";
  CHECK(inserted(french, item("Neuf", day(2023, 8, 1))) ==
        "Bureau\r\n\r\n1 août 2023\r\nNeuf\r\nWhat happened. more\r\n\r\n30 juillet 2023\r\n\r\nA\r\n\r\na. more");
  CHECK(inserted(french, item("Vieux", day(2023, 6, 1))) ==
        french + "\r\n\r\n1 juin 2023\r\nVieux\r\nWhat happened. more\r\n");
}

TEST_CASE("insert item: every day and range is read back, in every language") {
  for (const std::string first_line :
       {"1 June 2022", "1 juin 2022", "1. Juni 2022", "2 augustus 2022", "1 de junio de 2022", "1 giugno 2022",
        "1 de junho de 2022", "1 czerwca 2022", "1 червня 2022", "1 июня 2022", "1 يونيو 2022", "2022年6月1日"}) {
    CAPTURE(first_line);
    const auto bytes = "Heading\n" + first_line + "\nA\na. more\n";
    for (unsigned month = 1; month <= 12; ++month) {
      auto one = item("Title", day(2023, month, 1));
      inserted(bytes, one);
      one.days.last = day(2023, month, 28);
      inserted(bytes, one);
      one.days.last = day(2024, 13 - month, 3);
      inserted(bytes, one);
    }
  }
}

TEST_CASE("insert item: a JSON Feed gets it as its first item, indented as the others") {
  const std::string feed = R"({
    "version": "https://jsonfeed.org/version/1.1",
    "title": "an \"items\": [ in a title",
    "authors": [{"name": "items"}],
    "items": [
        {"id": "a", "content_text": "t", "date_published": "2023-06-01T00:00:00Z"}
    ]
}
)";
  const auto written = inserted(feed, item("New", day(2023, 8, 1), "https://news.example/x"));
  CHECK(written.find(R"("items": [
        {
          "id": "2023-08-01-new",
          "title": "New",
          "content_text": "What happened.",
          "url": "https://news.example/x",
          "date_published": "2023-08-01T00:00:00Z",
          "_latest_news": {
            "start": "2023-08-01",
            "end": "2023-08-01"
          }
        },
        {"id": "a")") != std::string::npos);
  CHECK(inserted(written, item("New", day(2023, 8, 1))).find("2023-08-01-new-2") != std::string::npos);
  CHECK(inserted(R"({"version":"https://jsonfeed.org/version/1.1","title":"T","items":[]})", item("N", day(2023, 1, 1)))
            .ends_with(R"("end":"2023-01-01"}}]})"));
}

TEST_CASE("insert item: an impossible item is refused, with the reason") {
  CHECK(refused(page, item("A", day(2023, 7, 30))) == "an item with that day and title is there already");
  CHECK(refused(page, item("1 June 2023", day(2023, 7, 30))).find("cannot be read in this file: ") !=
        std::string::npos);
  CHECK(refused("<rss><channel><title>T</title></channel></rss>", item("New", day(2023, 8, 1))).find("this is XML") ==
        0);
  CHECK(refused("{", item("New", day(2023, 8, 1))).find("the file has errors") == 0);
  CHECK(refused("Office\n30 July 2023\nA\na\xE9. more\n", item("New", day(2023, 8, 1))).find("the file is not UTF-8") ==
        0);
}

TEST_CASE("insert item: the office's page takes a new item") {
  std::ifstream stream(TEST_DATA "/latest-news.txt");
  const std::string office{std::istreambuf_iterator<char>(stream), {}};
  const auto count = reading::read_news(office).value().feed.items.size();
  const auto written = inserted(office, item("New project", day(2023, 9, 1)));
  CHECK(reading::read_news(written).value().feed.items.size() == count + 1);
  CHECK(written.size() > office.size());
}
