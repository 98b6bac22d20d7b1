// site/routes.h - the handlers of all routes, on cpp-httplib.
#pragma once

#include "edition/edition.h"
#include "site/httplib_server.h"

namespace site {

// Adds a handler for every route. The handlers keep a reference to the edition, which must outlive the server.
void add_routes(HttplibServer& server, const edition::Edition& edition);

}  // namespace site
