// news/ids.h - ids of items: stable, readable, and safe in a URL's path and in a file's name.
//   2023-06-20-united-against-corruption-in-sport
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "news/date.h"

namespace news {

inline constexpr std::size_t max_id_bytes = 200;

// RFC 3986, section 2.3, unreserved characters only (A-Z a-z 0-9 - . _ ~), 1 to max_id_bytes, and
// neither "." nor "..", which a URL's path would lose (section 5.2.4).
bool is_fit_id(std::string_view id);

// The words of a title that may be in an id: see make_id(). "" where it has none.
std::string make_slug(std::string_view title);

// The first day, then the title's first words: accents taken off and letters made small
// (Unicode NFKD and case folding, by utf8proc), apostrophes left out, everything else that is not a letter or a digit
// of ASCII made one hyphen, cut between words after at most 60 bytes. A title without any such letter gives the day
// alone.
std::string make_id(Date first_day, std::string_view title);

}  // namespace news
