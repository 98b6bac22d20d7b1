// news/embargo.h - items that are not visible yet, or no longer visible.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "news/feed.h"

namespace news {

// Whether an item is visible at `now` (seconds since 1970, UTC): from its `publish` on, until
// before its `expires`.
bool is_visible(const Item& item, std::int64_t now);

// The feed with only its visible items, in the same order.
Feed visible_feed(const Feed& all, std::int64_t now);

// The next moment after `now` when an item appears or disappears. Nothing if there is no such
// moment.
std::optional<std::int64_t> next_change(const Feed& all, std::int64_t now);

// Items whose date_published is after `now` appear at that moment, as if it were their `publish`.
void hold_back_future(Feed& feed, std::int64_t now);

// The items that appear later, in the order of the feed. They live as long as `all`.
std::vector<const Item*> waiting(const Feed& all, std::int64_t now);

// "'Report' from 2026-12-01T09:00:00+01:00": for a list of the items that appear later.
std::string waiting_text(const Item& item);

}  // namespace news
