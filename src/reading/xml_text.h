// reading/xml_text.h - repairs XML that people have written, so that a parser accepts it.
#pragma once

#include <string>
#include <string_view>

namespace reading {

// A reference with an HTML name becomes a character reference by number. Any other "&" that begins
// no reference becomes "&amp;". Control characters that XML forbids become spaces. CDATA sections
// and comments stay as they are. The XML declaration becomes spaces. So an entity that the document
// itself declares is never expanded.
std::string repair_xml(std::string_view bytes);

}  // namespace reading
