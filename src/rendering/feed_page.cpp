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
  if (newest > 0) return newest;
  for (const auto& item : page.feed.items) newest = std::max(newest, updated(item));
  return newest;
}

std::string own_page(const FeedPage& page, const news::Item& item) { return page.item_url_prefix + item.page(); }

std::string identity(const FeedPage& page, const news::Item& item) {
  const std::string_view id = item.id;
  // RFC 8141, section 2: the namespace of a URN has at least two characters.
  const bool is_urn = id.starts_with("urn:") && id.find(':', 4) >= 6 && id.find(':', 4) + 1 < id.size();
  const bool is_uri = id.starts_with("http://") || id.starts_with("https://") || id.starts_with("tag:") || is_urn;
  const bool is_ascii = std::all_of(id.begin(), id.end(), [](char c) { return c > ' ' && c < '\x7f'; });
  if (is_uri && is_ascii && id.find_first_of("<>\"{}|\\^`") == std::string_view::npos) return item.id;
  return own_page(page, item);
}

std::string link_of(const FeedPage& page, const news::Item& item) {
  return item.url.starts_with("http") ? item.url : own_page(page, item);
}

}  // namespace rendering
