// http/conditional.h - whether a client already has what it asks for (RFC 9110, section 13).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace http {

// If-None-Match (section 13.1.2): whether the list is "*" or names `entity_tag`, compared weakly (section 8.8.3.2).
// A list that is malformed names nothing.
bool names_entity_tag(std::string_view if_none_match, std::string_view entity_tag) noexcept;

// Whether the list is well-formed and not empty. One that is not is as if it named nothing.
bool is_entity_tag_list(std::string_view if_none_match) noexcept;

// If-Modified-Since (section 13.1.3). False where either is no date.
bool is_unmodified_since(std::string_view if_modified_since, std::optional<std::int64_t> last_modified,
                         std::int64_t now);

}  // namespace http
