// site/oembed.h - oEmbed 1.0 (oembed.com): from the address of one of our pages to the HTML that shows it elsewhere.
#pragma once

#include "edition/edition.h"
#include "site/httplib_server.h"

namespace site {

// Answers /oembed. Of `/`, `/embed` and items' pages: type rich, a quotation with a link and a frame. 400: a parameter
// is missing or wrong; 404: the URL is none of those; 501: another format than json and xml (section 2.3.4).
void add_oembed_route(HttplibServer& server, const edition::Edition& edition);

// The URL of the answer for `url`, one of our pages, for links of discovery (section 4); without the format.
std::string oembed_url(const std::string& public_url, const std::string& url);

}  // namespace site
