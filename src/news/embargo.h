// news/embargo.h - items that are not to be seen yet, or not any more.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "news/feed.h"

namespace news {

// Whether an item is to be seen at `now` (seconds since 1970, UTC): from its `publish` on, until before its `expires`.
bool is_visible(const Item& item, std::int64_t now);

// The feed with its visible items alone, in the same order.
Feed visible_feed(const Feed& all, std::int64_t now);

// When the next item appears or goes after `now`; nothing if none does.
std::optional<std::int64_t> next_change(const Feed& all, std::int64_t now);

// Items whose date_published is after `now` appear at that moment, as if it were their `publish`.
void hold_back_future(Feed& feed, std::int64_t now);

// The items that appear later, in the order of the feed. They live as long as `all`.
std::vector<const Item*> waiting(const Feed& all, std::int64_t now);

// "'Report' from 2026-12-01T09:00:00+01:00": for a list of what waits.
std::string waiting_text(const Item& item);

}  // namespace news
