#include "news/changes.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_map>

namespace news {
namespace {

constexpr std::size_t max_ids = 10;

void add(std::string& line, const std::vector<std::string>& ids, const char* what) {
  if (ids.empty()) return;
  if (!line.empty()) line += ", ";
  line += std::to_string(ids.size()) + " " + what + " (";
  for (std::size_t at = 0; at < std::min(ids.size(), max_ids); ++at) line += (at > 0 ? ", " : "") + ids[at];
  if (ids.size() > max_ids) line += ", and " + std::to_string(ids.size() - max_ids) + " more";
  line += ")";
}

}  // namespace

Changes compare(const Feed& before, const Feed& after) {
  std::unordered_map<std::string_view, const Item*> old;
  for (const auto& item : before.items) old.emplace(item.id, &item);
  Changes changes;
  for (const auto& item : after.items) {
    const auto found = old.find(item.id);
    if (found == old.end()) {
      changes.came.push_back(item.id);
      continue;
    }
    if (*found->second != item) changes.changed.push_back(item.id);
    old.erase(found);
  }
  for (const auto& item : before.items) {
    if (old.contains(item.id)) changes.went.push_back(item.id);
  }
  return changes;
}

std::string to_string(const Changes& changes) {
  std::string line;
  add(line, changes.came, "came");
  add(line, changes.changed, "changed");
  add(line, changes.went, "went");
  return line.empty() ? "no item came, changed or went" : line;
}

}  // namespace news
