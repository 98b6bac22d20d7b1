#include "news/ids.h"

#include "ascii.h"
#include "news/words.h"

namespace news {
namespace {

constexpr std::size_t max_slug_bytes = 60;

// "Kenya's" is one word: "kenyas", not "kenya-s".
std::string without_apostrophes(std::string text) {
  for (const std::string_view apostrophe : {"'", "\u2019"}) {
    for (auto at = text.find(apostrophe); at != std::string::npos; at = text.find(apostrophe, at)) {
      text.erase(at, apostrophe.size());
    }
  }
  return text;
}

}  // namespace

bool is_fit_id(std::string_view id) {
  if (id.empty() || id.size() > max_id_bytes || id == "." || id == "..") return false;
  for (const char c : id) {
    if (!is_alpha(c) && !is_digit(c) && c != '-' && c != '.' && c != '_' && c != '~') return false;
  }
  return true;
}

std::string make_slug(std::string_view title) {
  std::string words;
  std::size_t last_fit = 0;  // where the last word that fits completely ends
  for (const char c : without_apostrophes(fold(title))) {
    if (is_alpha(c) || is_digit(c)) {
      words += c;
    } else if (!words.empty() && words.back() != '-') {
      if (words.size() <= max_slug_bytes) last_fit = words.size();
      words += '-';
    }
    if (words.size() > max_slug_bytes) break;
  }
  while (!words.empty() && words.back() == '-') words.pop_back();
  if (words.size() > max_slug_bytes) words.resize(last_fit > 0 ? last_fit : max_slug_bytes);
  return words;
}

std::string make_id(Date first_day, std::string_view title) {
  const auto words = make_slug(title);
  return words.empty() ? to_string(first_day) : to_string(first_day) + "-" + words;
}

}  // namespace news
