// rendering/look.h - the look of one item in a list: exactly the settings that change its HTML
// there.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace rendering {

// The folders of widget/layouts that the build has found. The first one is the default.
inline constexpr auto layout_names = [] {
  constexpr std::string_view all = LATEST_NEWS_LAYOUTS;
  constexpr auto count = static_cast<std::size_t>(std::count(all.begin(), all.end(), ',')) + 1;
  std::array<std::string_view, count> names;
  auto rest = all;
  for (auto& name : names) {
    name = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(name.size() + 1, rest.size()));
  }
  return names;
}();

enum class Summary : unsigned char {
  shortened,  // the beginning of a long text
  full,
  none,
};
inline constexpr std::size_t summary_count = 3;

struct Look {
  std::size_t layout = 0;  // index into layout_names
  Summary summary = Summary::shortened;

  // The number of looks.
  static constexpr std::size_t count = layout_names.size() * summary_count;
  // From 0 to count - 1; different for each look.
  constexpr std::size_t number() const { return layout * summary_count + static_cast<std::size_t>(summary); }

  friend bool operator==(const Look&, const Look&) = default;
};

}  // namespace rendering
