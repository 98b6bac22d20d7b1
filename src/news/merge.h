// news/merge.h - several feeds as one list.
#pragma once

#include <memory>
#include <vector>

#include "news/feed.h"

namespace news {

// One feed with the items of all, newest first; items of the same day keep the order of the feeds. Title, language and
// home page are the first feed's. Each item's author is the title of its feed, and its language is that of its feed if
// it has none of its own. Of items with the same id or the same URL, the first feed's stays. Pages have different
// paths. A single feed comes back as it is. There must be one feed or more.
std::shared_ptr<const Feed> merge(const std::vector<std::shared_ptr<const Feed>>& feeds);

}  // namespace news
