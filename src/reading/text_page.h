// reading/text_page.h - the office's page as plain text: a heading, then items of day, title and summary.
#pragma once

#include <string_view>

#include "reading/day_line.h"
#include "reading/diagnostic.h"
#include "reading/json_feed.h"
#include "result.h"

namespace reading {

// `bytes` is UTF-8. Items keep the page's order; their text is the page's to the letter, spaces folded, the link "more"
// taken off (more_link.h). Blank lines mean nothing. Error: every fault, not only the first, and the warnings with
// them. An item is a line that is a day (day_line.h), one line that is its title, and lines that are its summary, up to
// the next day. A page without a heading is titled "Latest News", with a warning. Two items with one id: the second
// gets "-2" at its end, and so on.
Result<Reading, Diagnostics> read_text_page(std::string_view bytes);

// How the page writes days in numbers: the lines that can be read in one way settle it for the others.
NumericOrder settle_numeric_order(std::string_view text);

}  // namespace reading
