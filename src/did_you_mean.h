// did_you_mean.h - finds the name that a user probably meant.
#pragma once

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace did_you_mean_details {

inline std::string plain(std::string_view word) {
  std::string text(word.substr(std::min(word.find_first_not_of('-'), word.size())));
  for (char& c : text) c = c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

// The optimal string alignment distance: Levenshtein's distance, but a swap of two neighbours
// counts 1.
inline std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> rows(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        rows[i][j] = i + j;
        continue;
      }
      const std::size_t differs = a[i - 1] == b[j - 1] ? 0 : 1;
      rows[i][j] = std::min({rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + differs});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        rows[i][j] = std::min(rows[i][j], rows[i - 2][j - 2] + 1);
      }
    }
  }
  return rows[a.size()][b.size()];
}

}  // namespace did_you_mean_details

// The name nearest to `word`; "" if no name is near. `_` counts as `-`, and capitals as small
// letters. Leading dashes do not count. Letters that are missing, added, wrong or swapped count 1
// each; one in three letters may be so. A word of four or more letters also means a name that
// begins with it, if it is the only one.
inline std::string did_you_mean(std::string_view word, const std::vector<std::string>& names) {
  constexpr std::size_t longest = 64;  // no name is near to a longer word
  constexpr std::size_t enough_to_begin = 4;
  const auto meant = did_you_mean_details::plain(word);
  if (meant.empty() || meant.size() > longest) return "";
  std::string nearest;
  std::size_t least = std::max<std::size_t>(1, meant.size() / 3) + 1;
  std::vector<std::string> begun;
  for (const auto& name : names) {
    const auto apart = did_you_mean_details::distance(meant, did_you_mean_details::plain(name));
    if (apart < least) {
      least = apart;
      nearest = name;
    }
    if (meant.size() >= enough_to_begin && did_you_mean_details::plain(name).starts_with(meant)) begun.push_back(name);
  }
  if (nearest.empty() && begun.size() == 1) return begun.front();
  return nearest;
}
