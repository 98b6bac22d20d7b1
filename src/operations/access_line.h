// operations/access_line.h - one request as one line of a log.
#pragma once

#include <string>

#include "server/access_record.h"

namespace operations {

// Neither ends with a line end, and neither has one in it, whatever the client sent. Of a request line 2,000 bytes are
// kept, then "..." follows.

// The common log format: CLIENT - - [24/Nov/2026:18:22:34 +0000] "GET / HTTP/1.1" 200 1234. The bytes are those of
// the body, "-" for none. What is not printable ASCII, quotation marks and backslashes are written as \xHH.
std::string common_line(const server::AccessRecord& access, const std::string& client);

// A JSON object (RFC 8259) in ASCII: time, client, method, target, protocol ("request" instead of these three where
// the request line has another form), status, bytes, microseconds; user_agent and referer where they were sent.
std::string json_line(const server::AccessRecord& access, const std::string& client);

}  // namespace operations
