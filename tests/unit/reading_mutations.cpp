// Ten thousand seeded mutations of an RSS, an Atom, a JSON Feed and a page: each ends with a feed or with a diagnostic,
// and what is missing is told.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "reading/news_reader.h"

namespace {

constexpr int mutations = 2500;  // of each input
constexpr int items = 5;

std::string rss() {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>Town</title>\n";
  for (int number = 1; number <= items; ++number) {
    const auto n = std::to_string(number);
    text += "<item><title>Title " + n + " é</title><link>https://news.example/" + n + "</link><guid>urn:" + n +
            "</guid><pubDate>Tue, 0" + n + " Aug 2023 10:00:00 GMT</pubDate><description>&lt;p&gt;Text " + n +
            "&lt;/p&gt;</description></item>\n";
  }
  return text + "</channel></rss>\n";
}

std::string atom() {
  std::string text =
      "<?xml version=\"1.0\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>Town</title>\n";
  for (int number = 1; number <= items; ++number) {
    const auto n = std::to_string(number);
    text += "<entry><title type=\"html\">Title &lt;b&gt;" + n + "&lt;/b&gt;</title><id>urn:" + n +
            "</id><updated>2023-08-0" + n + "T10:00:00Z</updated><content type=\"xhtml\"><div " +
            "xmlns=\"http://www.w3.org/1999/xhtml\"><p>Text " + n + "</p></div></content></entry>\n";
  }
  return text + "</feed>\n";
}

std::string json() {
  std::string text = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Town\", \"items\": [\n";
  for (int number = 1; number <= items; ++number) {
    const auto n = std::to_string(number);
    text += "{\"id\": \"" + n + "\", \"title\": \"Title \\u00e9 " + n + "\", \"content_text\": \"Text " + n +
            "\", \"date_published\": \"2023-08-0" + n + "T10:00:00Z\"}" + (number < items ? ",\n" : "\n");
  }
  return text + "]}\n";
}

std::string page() {
  std::string text = "Town Hall - Latest News\n";
  for (int number = items; number >= 1; --number) {
    const auto n = std::to_string(number);
    text += n + " August 2023\nTitle " + n + "\nText number " + n + " of the page. [more](https://news.example/" + n +
            ")\n";
  }
  return text;
}

std::string mutated(const std::string& good, std::minstd_rand& random) {
  auto text = good;
  const auto below = [&random](std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit)(random);
  };
  const auto at = below(text.size() - 1);
  const auto size = std::min(below(20) + 1, text.size() - at);
  switch (below(5)) {
    case 0:
      text[at] = static_cast<char>(below(255));
      break;
    case 1:
      text.erase(at, size);
      break;
    case 2:
      text.insert(at, text.substr(below(text.size() - 1), size));
      break;
    case 3:
      text.insert(at, 1, "<>&\"'\\/[]{}\n\0\t;"[below(15)]);
      break;
    case 4:
      std::swap(text[at], text[below(text.size() - 1)]);
      break;
    default:
      if (below(9) == 0) text.resize(at + 1);
  }
  return text;
}

}  // namespace

TEST_CASE("mutations: each gives a feed or a diagnostic with a place; lost items are reported") {
  for (const auto& good : {rss(), atom(), json(), page()}) {
    REQUIRE(reading::read_news(good).value().feed.items.size() == items);
    REQUIRE(reading::read_news(good).value().warnings.empty());
    std::minstd_rand random(20231125);
    int served = 0;
    for (int number = 0; number < mutations; ++number) {
      const auto text = mutated(good, random);
      CAPTURE(text);
      const auto result = reading::read_news(text);
      if (!result.has_value()) {
        REQUIRE_FALSE(result.error().empty());
        CHECK_FALSE(result.error().front().message.empty());
        continue;
      }
      ++served;
      const auto& [feed, warnings] = result.value();
      CHECK_FALSE(feed.items.empty());
      // A file that ends between two items is a good file.
      if (feed.items.size() < items && !good.starts_with(text)) CHECK_FALSE(warnings.empty());
    }
    CHECK(served > mutations / 20);
    MESSAGE(served << " of " << mutations << " are served");
  }
}
