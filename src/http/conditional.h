// http/conditional.h - checks whether a client already has what it asks for (RFC 9110, section 13).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace http {

// If-None-Match (section 13.1.2): whether the list is "*" or contains `entity_tag`. The comparison
// is weak (section 8.8.3.2). A malformed list contains nothing.
bool names_entity_tag(std::string_view if_none_match, std::string_view entity_tag) noexcept;

// Whether the list is well-formed and not empty. Any other list counts as a list that contains
// nothing.
bool is_entity_tag_list(std::string_view if_none_match) noexcept;

// If-Modified-Since (section 13.1.3). False if either value is not a date.
bool is_unmodified_since(std::string_view if_modified_since, std::optional<std::int64_t> last_modified,
                         std::int64_t now);

}  // namespace http
