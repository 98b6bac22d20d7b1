// site/lists.h - the answers that hold a list: as a script, as HTML, as nodes, as a page, as a feed.
#pragma once

#include <string>

#include "edition/edition.h"
#include "site/httplib_server.h"

namespace site {

// Adds the routes of all lists. The handlers keep a reference to the edition, which must outlive the server.
void add_list_routes(HttplibServer& server, const edition::Edition& edition);

// The list as HTML. Its links lead to items, and to another page of the list only where `more` asks for it.
std::string list_html(const edition::Edition& edition, const ListQuery& query);

// /embed by its defaults, for a query that is wrong: `problem` is for the page's author.
std::string embed_html(const edition::Edition& edition, const std::string& problem);

}  // namespace site
