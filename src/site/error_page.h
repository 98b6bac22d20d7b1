// site/error_page.h - errors as pages for people, in the place of problem details.
#pragma once

#include <string>
#include <string_view>

#include "edition/edition.h"
#include "site/httplib_server.h"

namespace site {

// With the newest items below the message. A wrong parameter of /embed shows the whole list by its defaults, and the
// page's author reads the message on the console: a visitor of a partner's page sees news.
HttplibServer::ErrorPage error_page(const edition::Edition& edition, const Resolved& resolved,
                                    const http::Response& problem);

// Without an edition: of the edge's own answers.
std::string plain_error_page(int status, std::string_view detail);

}  // namespace site
