// site/embedding.h - what partners' pages load beside lists: the scripts without a list, and files whose names have a
// hash of their bytes, which never change and are kept for a year.
#pragma once

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "edition/edition.h"
#include "site/httplib_server.h"

namespace site {

// The routes that are there whatever the news are.
inline constexpr std::array<std::string_view, 2> embedding_routes{"/element.js", "/resize.js"};

// Registers them, /element.HASH.js and /fragment.HASH.css. An unknown hash is 404 and told which is the current one.
// The handlers keep a reference to the edition, which must outlive the server.
void add_embedding_routes(HttplibServer& server, const edition::Edition& edition);

// What a list can be asked, for the scripts: defaults by name.
const nlohmann::ordered_json& list_defaults();

// Paths of the current files with a hash; and the hash of the element's for Subresource Integrity.
std::string hashed_element_path(const edition::Edition& edition);
std::string hashed_styles_path(const edition::Edition& edition);
std::string element_integrity(const edition::Edition& edition);

}  // namespace site
