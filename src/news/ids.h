// news/ids.h - ids of items. They are stable, readable, and safe in a URL's path and in a file's
// name.
//   2023-06-20-united-against-corruption-in-sport
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "news/date.h"

namespace news {

inline constexpr std::size_t max_id_bytes = 200;

// RFC 3986, section 2.3: only unreserved characters (A-Z a-z 0-9 - . _ ~), 1 to max_id_bytes of
// them. Neither "." nor "..", which would be removed from a URL's path (section 5.2.4).
bool is_fit_id(std::string_view id);

// The words of a title that may be in an id: see make_id(). "" if it has no such words.
std::string make_slug(std::string_view title);

// The first day, then the title's first words. Accents are removed and letters made small (Unicode
// NFKD and case folding, by utf8proc). Apostrophes are removed. Everything that is not an ASCII
// letter or digit becomes one hyphen. The text is cut between words, after at most 60 bytes. A
// title without ASCII letters and digits gives only the day.
std::string make_id(Date first_day, std::string_view title);

}  // namespace news
