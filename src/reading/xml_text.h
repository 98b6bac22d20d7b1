// reading/xml_text.h - XML as people write it, made into what a parser accepts.
#pragma once

#include <string>
#include <string_view>

namespace reading {

// References by HTML's names become characters by number; any other "&" that begins no reference becomes "&amp;";
// controls that XML forbids become spaces. CDATA sections and comments stay as they are; the XML declaration becomes
// spaces. So no entity of the document's own is ever expanded.
std::string mend_xml(std::string_view bytes);

}  // namespace reading
