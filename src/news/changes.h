// news/changes.h - the differences between an older and a newer feed, in one line for people.
#pragma once

#include <string>
#include <vector>

#include "news/feed.h"

namespace news {

// Ids, in the order of the feed that they are from.
struct Changes {
  std::vector<std::string> came;
  std::vector<std::string> changed;
  std::vector<std::string> went;
};

Changes compare(const Feed& before, const Feed& after);

// "2 came (a, b), 1 changed (c), 1 went (d)"; "no item came, changed or went". Names at most ten
// ids of a kind, then says how many more there are.
std::string to_string(const Changes& changes);

}  // namespace news
