// site/lists.h - the answers that have a list: as a script, HTML, nodes, a page, or a feed.
#pragma once

#include <string>

#include "edition/edition.h"
#include "site/httplib_server.h"

namespace site {

// Adds the routes of all lists. The handlers keep a reference to the edition, which must outlive the server.
void add_list_routes(HttplibServer& server, const edition::Edition& edition);

// The list as HTML. It has links to items. It has a link to another page of the list only if `more`
// is set.
std::string list_html(const edition::Edition& edition, const ListQuery& query);

// /embed with its defaults, for a faulty query. `problem` is for the page's author.
std::string embed_html(const edition::Edition& edition, const std::string& problem);

}  // namespace site
