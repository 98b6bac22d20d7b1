#include "reading/json_feed_writer.h"

#include <nlohmann/json.hpp>

namespace reading {

std::string json_feed_text(const news::Feed& feed) {
  using Json = nlohmann::ordered_json;
  auto items = Json::array();
  for (const auto& item : feed.items) {
    Json written = {{"id", item.id}, {"title", item.title}, {"content_text", item.text}};
    if (!item.url.empty()) written["url"] = item.url;
    if (!item.tags.empty()) written["tags"] = item.tags;
    if (!item.date_published.empty()) written["date_published"] = item.date_published;
    if (item.days) {
      written["_latest_news"] = {{"start", news::to_string(item.days->first)},
                                 {"end", news::to_string(item.days->last)}};
    }
    items.push_back(std::move(written));
  }
  Json written = {{"version", "https://jsonfeed.org/version/1.1"}, {"title", feed.title}};
  if (!feed.language.empty()) written["language"] = feed.language;
  written["items"] = std::move(items);
  return written.dump(2) + "\n";
}

}  // namespace reading
