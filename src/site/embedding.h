// site/embedding.h - what partners' pages load besides lists: scripts without a list, and files
// with a hash of their bytes in their names. These files never change, so they are kept for a year.
#pragma once

#include <string>
#include <string_view>

#include "edition/edition.h"
#include "rendering/catalogue.h"
#include "site/httplib_server.h"

namespace site {

// Adds the routes /element.js, /resize.js, /element.HASH.js and /fragment.HASH.css. An unknown hash
// gives 404; the answer has the current hash. The handlers keep a reference to the edition, which
// must outlive the server.
void add_embedding_routes(HttplibServer& server, const edition::Edition& edition);

// Paths of the current files with a hash. Below: the hash of the element's file for Subresource
// Integrity.
std::string hashed_element_path(const edition::Edition& edition);
std::string hashed_styles_path(const edition::Edition& edition, std::string_view layout = rendering::default_layout);
std::string element_integrity(const edition::Edition& edition);

}  // namespace site
