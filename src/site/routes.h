// site/routes.h - which URL means what: the routes, and the one spelling of a target.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "edition/edition.h"
#include "site/httplib_server.h"

namespace site {

// Registers every route. The handlers keep a reference to the edition, which must outlive the server.
void add_routes(HttplibServer& server, const edition::Edition& edition);

// The targets that are there whatever the news are: every list by its defaults, every file. Most asked for first.
std::vector<std::string> fixed_targets();

// What answers are counted as: names by number (http::Answer::route), and the number of a target, in any spelling.
std::vector<std::string> route_names();
std::size_t route_of(std::string_view target);

// The one spelling of a target: of all that mean the same list, item or file. Nothing where a parameter is wrong.
std::optional<std::string> canonical_target(std::string_view target);

}  // namespace site
