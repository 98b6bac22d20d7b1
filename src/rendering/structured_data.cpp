#include "rendering/structured_data.h"

#include "rendering/json_text.h"

namespace rendering {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t max_headline = 110;  // characters that search engines show

void put(ordered_json& object, const char* name, const std::string& value) {
  if (!value.empty()) object[name] = value;
}

std::string headline_of(const news::Item& item) {
  const auto& text = item.title.empty() ? item.text : item.title;
  if (text.size() <= max_headline) return text;
  const auto end = text.rfind(' ', max_headline);
  return end == std::string::npos ? text : text.substr(0, end) + " …";
}

}  // namespace

std::string news_article(const news::Feed& feed, const news::Item& item, const std::string& url) {
  ordered_json article = {{"@context", "https://schema.org"}, {"@type", "NewsArticle"}};
  article["headline"] = headline_of(item);
  article["url"] = url;
  article["mainEntityOfPage"] = url;
  put(article, "description", item.summary.empty() ? item.excerpt : item.summary);
  put(article, "articleBody", item.text);
  put(article, "datePublished", item.date_published);
  put(article, "dateModified", item.date_modified);
  put(article, "inLanguage", item.language.empty() ? feed.language : item.language);
  put(article, "image", item.image);
  const auto& publisher = item.author.empty() ? feed.title : item.author;
  article["publisher"] = {{"@type", "Organization"}, {"name", publisher}};
  article["author"] = {{"@type", "Organization"}, {"name", publisher}};
  return json_text(article);
}

std::string item_list(const FeedPage& page) {
  ordered_json list = {{"@context", "https://schema.org"}, {"@type", "ItemList"}, {"name", page.feed.title}};
  list["itemListElement"] = ordered_json::array();
  std::size_t position = 0;
  for (const auto place : page.places) {
    const auto& item = page.feed.items[place];
    list["itemListElement"].push_back({{"@type", "ListItem"},
                                       {"position", ++position},
                                       {"url", own_page(page, item)},
                                       {"name", item.title.empty() ? headline_of(item) : item.title}});
  }
  return json_text(list);
}

}  // namespace rendering
