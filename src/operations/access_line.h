// operations/access_line.h - writes one request as one line of a log.
#pragma once

#include <string>

#include "server/access_record.h"

namespace operations {

// The results contain no line end, whatever the client sent. A request line is cut after 2,000
// bytes, and "..." is added.

// The common log format: CLIENT - - [24/Nov/2026:18:22:34 +0000] "GET / HTTP/1.1" 200 1234. The
// last number is the size of the body; "-" means no body. Quotation marks, backslashes and
// everything that is not printable ASCII are written as \xHH.
std::string common_line(const server::AccessRecord& access, const std::string& client);

// A JSON object (RFC 8259) in ASCII: time, client, method, target, protocol, status, bytes,
// microseconds. If the request line has another form, "request" replaces method, target and
// protocol. user_agent and referer are there if the client sent them.
std::string json_line(const server::AccessRecord& access, const std::string& client);

}  // namespace operations
