// reading/text_page.h - the office's page as plain text: a heading, then items of day, title and summary.
#pragma once

#include <string_view>

#include "reading/diagnostic.h"
#include "reading/json_feed.h"
#include "result.h"

namespace reading {

// `bytes` is UTF-8. Items keep the page's order. Error: every fault, not only the first.
Result<Reading, Diagnostics> read_text_page(std::string_view bytes);

}  // namespace reading
