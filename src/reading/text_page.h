// reading/text_page.h - reads the office's page as plain text: a heading, then items of day, title
// and summary.
#pragma once

#include <string_view>

#include "reading/day_line.h"
#include "reading/diagnostic.h"
#include "reading/json_feed.h"
#include "result.h"

namespace reading {

// `bytes` is UTF-8. Items keep the page's order. Their text is exactly the page's, with folded
// spaces and without the link "more" (more_link.h). Blank lines are ignored. Error: all faults, not
// only the first, together with the warnings.
//
// An item is a line that is a day (day_line.h), one line that is its title, and the lines of its
// summary, up to the next day. A page without a heading gets the title "Latest News", with a
// warning. If two items have the same id, the second one gets "-2" at its end, and so on.
Result<Reading, Diagnostics> read_text_page(std::string_view bytes);

// The order of days in numbers on this page, if one line shows it and no other line contradicts it.
NumericOrder settle_numeric_order(std::string_view text);

}  // namespace reading
