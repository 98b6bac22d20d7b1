// reading/news_reader.h - the one door: bytes of any format in, a feed or its faults out.
#pragma once

#include <string>
#include <string_view>

#include "reading/diagnostic.h"
#include "reading/json_feed.h"
#include "result.h"

namespace reading {

// JSON Feed 1.0 and 1.1, RSS 0.91 to 2.0 and 1.0, Atom 1.0 and 0.3, or the text page: told apart by what the bytes
// begin with. Error: it is none of these, or no item of it can be shown; and the warnings with it.
// `charset`: what HTTP says of the encoding; "" for nothing. `url`: where it comes from; "" for a file.
Result<Reading, Diagnostics> read_news(std::string_view bytes, const std::string& charset = "",
                                       const std::string& url = "");

}  // namespace reading
