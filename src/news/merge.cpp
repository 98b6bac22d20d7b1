#include "news/merge.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace news {
namespace {

bool is_newer(const Item& one, const Item& other) {
  if (!one.days || !other.days) return one.days.has_value() && !other.days.has_value();
  return one.days->first > other.days->first;
}

// Goes in the order of the list, so that every process makes the same paths.
void make_paths_unique(std::vector<Item>& items) {
  std::unordered_set<std::string> paths;
  for (auto& item : items) {
    auto path = item.page();
    for (int number = 2; !paths.insert(path).second; ++number) path = item.page() + "-" + std::to_string(number);
    if (path != item.id) item.path = std::move(path);
  }
}

}  // namespace

std::shared_ptr<const Feed> merge(const std::vector<std::shared_ptr<const Feed>>& feeds) {
  if (feeds.size() == 1) return feeds.front();
  const auto& first = *feeds.front();
  auto all = std::make_shared<Feed>(
      Feed{first.title, first.home_page_url, first.description, first.language, {}, first.heading});
  std::unordered_set<std::string_view> ids;
  std::unordered_set<std::string_view> urls;
  for (const auto& feed : feeds) {
    for (const auto& item : feed->items) {
      if (!ids.insert(item.id).second) continue;
      if (!item.url.empty() && !urls.insert(item.url).second) continue;
      auto& added = all->items.emplace_back(item);
      added.author = feed->title;
      if (added.language.empty() && feed->language != first.language) added.language = feed->language;
    }
  }
  std::stable_sort(all->items.begin(), all->items.end(), is_newer);
  make_paths_unique(all->items);
  return all;
}

}  // namespace news
