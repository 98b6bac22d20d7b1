#include "rendering/json_feed.h"

#include "rendering/json_text.h"

namespace rendering {
namespace {

using nlohmann::ordered_json;

void put(ordered_json& object, const char* name, const std::string& value) {
  if (!value.empty()) object[name] = value;
}

}  // namespace

ordered_json json_item(const news::Item& item, std::string_view item_url_prefix) {
  auto json = ordered_json::object();
  json["id"] = item.id;
  if (!item.url.empty()) {
    json["url"] = item.url;
  } else if (!item_url_prefix.empty()) {
    json["url"] = std::string(item_url_prefix) + item.page();
  }
  put(json, "title", item.title);
  json["content_text"] = item.text;
  put(json, "summary", item.summary);
  put(json, "image", item.image);
  if (!item.date_published.empty()) {
    json["date_published"] = item.date_published;
  } else if (item.days) {
    json["date_published"] = news::to_string(item.days->first) + "T00:00:00Z";
  }
  put(json, "date_modified", item.date_modified);
  put(json, "language", item.language);
  if (!item.author.empty()) json["authors"] = {{{"name", item.author}}};
  if (!item.tags.empty()) json["tags"] = item.tags;
  if (item.days) {
    json["_latest_news"] = {{"start", news::to_string(item.days->first)}, {"end", news::to_string(item.days->last)}};
  }
  if (!item.image_alt.empty()) json["_latest_news"]["image_alt"] = item.image_alt;
  return json;
}

std::string json_feed(const FeedPage& page) {
  auto json = ordered_json::object();
  json["version"] = "https://jsonfeed.org/version/1.1";
  json["title"] = page.feed.title;
  put(json, "home_page_url", page.home_url);
  put(json, "feed_url", page.feed_url);
  put(json, "description", page.feed.description);
  put(json, "next_url", page.next_url);
  put(json, "language", page.feed.language);
  if (!page.feed.heading.empty()) json["_latest_news"] = {{"heading", page.feed.heading}};
  json["items"] = ordered_json::array();
  for (const auto place : page.places) json["items"].push_back(json_item(page.feed.items[place], page.item_url_prefix));
  return json_text(json);
}

}  // namespace rendering
