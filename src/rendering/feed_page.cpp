#include "rendering/feed_page.h"

#include <algorithm>
#include <chrono>

#include "news/timestamp.h"

namespace rendering {
namespace {

std::int64_t seconds_of(const std::string& timestamp) {
  const auto read = news::parse_timestamp(timestamp);
  return read ? std::max<std::int64_t>(read->seconds, 0) : 0;
}

}  // namespace

std::int64_t published(const news::Item& item) {
  if (const auto seconds = seconds_of(item.date_published); seconds > 0 || !item.days) return seconds;
  const auto days = std::chrono::sys_days(item.days->first).time_since_epoch();
  return std::max<std::int64_t>(std::chrono::duration_cast<std::chrono::seconds>(days).count(), 0);
}

std::int64_t updated(const news::Item& item) {
  const auto modified = seconds_of(item.date_modified);
  return modified > 0 ? modified : published(item);
}

std::int64_t updated(const FeedPage& page) {
  std::int64_t newest = 0;
  for (const auto place : page.places) newest = std::max(newest, updated(page.feed.items[place]));
  return newest;
}

std::string own_page(const FeedPage& page, const news::Item& item) { return page.item_url_prefix + item.page(); }

std::string identity(const FeedPage& page, const news::Item& item) {
  for (const std::string_view scheme : {"http://", "https://", "urn:", "tag:"}) {
    if (item.id.starts_with(scheme) && item.id.find_first_of(" <>\"{}|\\^`") == std::string::npos) return item.id;
  }
  return own_page(page, item);
}

std::string link_of(const FeedPage& page, const news::Item& item) {
  return item.url.starts_with("http") ? item.url : own_page(page, item);
}

}  // namespace rendering
