#include "reading/json_feed_writer.h"

#include <nlohmann/json.hpp>

namespace reading {

std::string json_feed_text(const news::Feed& feed) {
  using Json = nlohmann::ordered_json;
  const auto put = [](Json& object, const char* name, const std::string& value) {
    if (!value.empty()) object[name] = value;
  };
  auto items = Json::array();
  for (const auto& item : feed.items) {
    Json written = {{"id", item.id}, {"title", item.title}, {"content_text", item.text}};
    put(written, "content_html", item.markup);
    put(written, "summary", item.summary);
    put(written, "url", item.url);
    put(written, "image", item.image);
    put(written, "language", item.language);
    if (!item.tags.empty()) written["tags"] = item.tags;
    put(written, "date_published", item.date_published);
    put(written, "date_modified", item.date_modified);
    if (item.days) {
      written["_latest_news"] = {{"start", news::to_string(item.days->first)},
                                 {"end", news::to_string(item.days->last)}};
    }
    if (!item.image_alt.empty()) written["_latest_news"]["image_alt"] = item.image_alt;
    if (!item.publish.empty()) written["_latest_news"]["publish"] = item.publish;
    if (!item.expires.empty()) written["_latest_news"]["expires"] = item.expires;
    items.push_back(std::move(written));
  }
  Json written = {{"version", "https://jsonfeed.org/version/1.1"}, {"title", feed.title}};
  put(written, "home_page_url", feed.home_page_url);
  put(written, "description", feed.description);
  put(written, "language", feed.language);
  if (!feed.heading.empty()) written["_latest_news"] = {{"heading", feed.heading}};
  written["items"] = std::move(items);
  return written.dump(2) + "\n";
}

}  // namespace reading
