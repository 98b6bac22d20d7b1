// site/error_page.h - errors as pages for people, instead of problem details.
#pragma once

#include <string>
#include <string_view>

#include "edition/edition.h"
#include "site/httplib_server.h"

namespace site {

// The newest items are below the message. If a parameter of /embed is wrong, the page has the whole
// list with its defaults, and the page's author reads the message on the console: a visitor of a
// partner's page sees news.
HttplibServer::ErrorPage error_page(const edition::Edition& edition, const Resolved& resolved,
                                    const http::Response& problem);

// Without an edition: for the answers that the edge makes itself.
std::string plain_error_page(int status, std::string_view detail);

}  // namespace site
