// rendering/json_ml.h - an HTML fragment as nodes: JsonML (jsonml.org), which a script builds without parsing HTML.
//   <p class="ln-days"><time>30 July</time></p>   ->   ["p",{"class":"ln-days"},["time","30 July"]]
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

namespace rendering {

// The fragment's one root element and everything in it, as libxml2 reads HTML. Comments are left
// out. So is white space that has a line end and stands alone between two tags: it is the
// template's layout. Throws std::invalid_argument unless `html` has exactly one root element.
nlohmann::ordered_json json_ml(std::string_view html);

}  // namespace rendering
