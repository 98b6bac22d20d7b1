// rendering/json_ml.h - an HTML fragment as nodes: JsonML (jsonml.org), which a script builds without parsing HTML.
//   <p class="ln-days"><time>30 July</time></p>   ->   ["p",{"class":"ln-days"},["time","30 July"]]
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

namespace rendering {

// The fragment's one root element and all below it, as libxml2 reads HTML. White space with a line end in it,
// standing alone between two tags, is the template's layout and left out; so are comments.
// Throws std::invalid_argument unless `html` has exactly one root element.
nlohmann::ordered_json json_ml(std::string_view html);

}  // namespace rendering
