#include "news/embargo.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "news/timestamp.h"

namespace news {
namespace {

// reading/ has checked the text. Nothing for "".
std::optional<std::int64_t> seconds_of(const std::string& moment) {
  if (moment.empty()) return std::nullopt;
  const auto parsed = parse_timestamp(moment);
  return parsed ? std::optional(parsed->seconds) : std::nullopt;
}

}  // namespace

bool is_visible(const Item& item, std::int64_t now) {
  const auto publish = seconds_of(item.publish);
  const auto expires = seconds_of(item.expires);
  return (!publish || *publish <= now) && (!expires || now < *expires);
}

Feed visible_feed(const Feed& all, std::int64_t now) {
  Feed visible{all.title, all.home_page_url, all.description, all.language, {}, all.heading};
  visible.items.reserve(all.items.size());
  std::copy_if(all.items.begin(), all.items.end(), std::back_inserter(visible.items),
               [now](const Item& item) { return is_visible(item, now); });
  return visible;
}

std::optional<std::int64_t> next_change(const Feed& all, std::int64_t now) {
  std::optional<std::int64_t> next;
  for (const auto& item : all.items) {
    for (const auto* moment : {&item.publish, &item.expires}) {
      const auto seconds = seconds_of(*moment);
      if (seconds && *seconds > now && (!next || *seconds < *next)) next = seconds;
    }
  }
  return next;
}

void hold_back_future(Feed& feed, std::int64_t now) {
  for (auto& item : feed.items) {
    if (!item.publish.empty()) continue;
    const auto published = seconds_of(item.date_published);
    if (published && *published > now) item.publish = item.date_published;
  }
}

std::vector<const Item*> waiting(const Feed& all, std::int64_t now) {
  std::vector<const Item*> items;
  for (const auto& item : all.items) {
    const auto publish = seconds_of(item.publish);
    if (publish && *publish > now) items.push_back(&item);
  }
  return items;
}

std::string waiting_text(const Item& item) {
  return "'" + (item.title.empty() ? item.id : item.title) + "' from " + item.publish;
}

}  // namespace news
