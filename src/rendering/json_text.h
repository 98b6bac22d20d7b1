// rendering/json_text.h - JSON as text that is safe in a .json file, in a script, and in a <script>
// element.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace rendering {

// Compact JSON (RFC 8259). `<`, `>` and `&` are written \u003c, \u003e, \u0026, so the text cannot
// contain "</script>", "<!--" or "]]>". U+2028 and U+2029 are written \u2028 and \u2029: they are
// line ends in scripts before ECMAScript 2019. The value stays the same. Strings must be valid
// UTF-8; invalid bytes become U+FFFD.
std::string json_text(const nlohmann::ordered_json& value);

}  // namespace rendering
