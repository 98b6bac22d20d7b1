#include "news/language_tag.h"

#include <algorithm>
#include <cstddef>

#include "ascii.h"

namespace news {

bool is_language_tag(std::string_view value) {
  std::size_t part = 0;  // the length of the current part so far
  bool is_first = true;
  for (const char c : value) {
    if (c == '-') {
      if (part == 0) return false;
      part = 0;
      is_first = false;
    } else if ((!is_alpha(c) && (is_first || !is_digit(c))) || ++part > 8) {
      return false;
    }
  }
  return part > 0 && std::min(value.find('-'), value.size()) >= 2;
}

std::string primary_language(std::string_view tag) { return to_lower(tag.substr(0, tag.find('-'))); }

}  // namespace news
