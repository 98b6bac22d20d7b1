// rendering/icalendar.h - a feed's days as a calendar (RFC 5545).
#pragma once

#include <string>
#include <string_view>

#include "rendering/feed_page.h"

namespace rendering {

inline constexpr const char* icalendar_type = "text/calendar; charset=utf-8";

// Each item with days is an all-day event; other items are left out. DTSTAMP is the item's own
// date, so the same items always give the same bytes. Name and colour properties: RFC 7986.
std::string icalendar(const FeedPage& page);

// Adds a line of any length. A long one continues after CR LF and a space (section 3.1).
void add_icalendar_line(std::string& calendar, std::string_view line);

}  // namespace rendering
