// news/merge.h - makes several feeds into one list.
#pragma once

#include <memory>
#include <vector>

#include "news/feed.h"

namespace news {

// Makes one feed with the items of all feeds, newest first. Items of the same day keep the order of
// the feeds. Title, language and home page are those of the first feed. Each item's author is the
// title of its feed. An item without a language gets that of its feed. If items have the same id or
// the same URL, only the first feed's item stays. Pages get different paths. A single feed is
// returned unchanged. There must be at least one feed.
std::shared_ptr<const Feed> merge(const std::vector<std::shared_ptr<const Feed>>& feeds);

}  // namespace news
