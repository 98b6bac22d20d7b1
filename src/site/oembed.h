// site/oembed.h - oEmbed 1.0 (oembed.com): takes the address of one of our pages and returns HTML
// that shows it on other sites.
#pragma once

#include "edition/edition.h"
#include "site/httplib_server.h"

namespace site {

// Answers /oembed for `/`, `/embed` and items' pages: type rich, a quotation with a link and a
// frame. 400: a parameter is missing or wrong; 404: the URL is not one of these; 501: the format is
// not json or xml (section 2.3.4).
void add_oembed_route(HttplibServer& server, const edition::Edition& edition);

// The URL of the answer for `url`, one of our pages, without the format. For discovery links
// (section 4).
std::string oembed_url(const std::string& public_url, const std::string& url);

}  // namespace site
