// reading/news_reader.h - the one entry point. Takes bytes of any format; returns a feed or its
// faults.
#pragma once

#include <string>
#include <string_view>

#include "reading/diagnostic.h"
#include "reading/json_feed.h"
#include "result.h"

namespace reading {

// Reads JSON Feed 1.0 and 1.1, RSS 0.91 to 2.0 and 1.0, Atom 1.0 and 0.3, or the text page. The
// beginning of the bytes shows the format. Error: it has another format, or no item can be shown;
// includes the warnings. `charset` is the encoding that HTTP names; "": not named. `url` is the
// source; "" for a file.
Result<Reading, Diagnostics> read_news(std::string_view bytes, const std::string& charset = "",
                                       const std::string& url = "");

}  // namespace reading
