// reading/xml_feed.h - RSS 0.91 to 2.0, RSS 1.0 (RDF) and Atom 1.0 and 0.3, through libxml2.
#pragma once

#include <string_view>

#include "news/feed.h"
#include "reading/diagnostic_collector.h"

namespace reading {

// Whether the first element is one of those formats' roots, or another one of XML: what `bytes` begins with tells.
bool looks_like_xml(std::string_view bytes);

// `bytes` is UTF-8. No network, no entities but XML's five and those of HTML, at most 256 elements deep. A broken
// document is read as far as it goes, with a warning, if it has items. An error where it is no feed. Offsets in
// findings are of `bytes`.
//
// RSS Advisory Board, RSS 2.0.11; RSS-DEV, RSS 1.0; RFC 4287 (Atom 1.0); Media RSS 1.5.1; RSS 1.0 modules content and
// Dublin Core.
news::Feed read_xml_feed(std::string_view bytes, DiagnosticCollector& findings);

}  // namespace reading
