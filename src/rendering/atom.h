// rendering/atom.h - a feed as Atom 1.0 (RFC 4287).
#pragma once

#include <string>

#include "rendering/feed_page.h"

namespace rendering {

inline constexpr const char* atom_type = "application/atom+xml; charset=utf-8";

// An entry's id is the URL of its own page. Links to other pages of the feed: RFC 5005, section 3.
std::string atom(const FeedPage& page);

}  // namespace rendering
