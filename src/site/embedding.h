// site/embedding.h - what partners' pages load beside lists: the scripts without a list, and files whose names have a
// hash of their bytes, which never change and are kept for a year.
#pragma once

#include <string>

#include "edition/edition.h"
#include "rendering/look.h"
#include "site/httplib_server.h"

namespace site {

// Adds the routes /element.js, /resize.js, /element.HASH.js and /fragment.HASH.css. An unknown hash is 404, with the
// current one in the answer.
// The handlers keep a reference to the edition, which must outlive the server.
void add_embedding_routes(HttplibServer& server, const edition::Edition& edition);

// Paths of the current files with a hash; and the hash of the element's for Subresource Integrity.
std::string hashed_element_path(const edition::Edition& edition);
std::string hashed_styles_path(const edition::Edition& edition, const rendering::Look& look = {});
std::string element_integrity(const edition::Edition& edition);

}  // namespace site
