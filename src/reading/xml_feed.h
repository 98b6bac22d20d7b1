// reading/xml_feed.h - reads RSS 0.91 to 2.0, RSS 1.0 (RDF) and Atom 1.0 and 0.3, with libxml2.
#pragma once

#include <string_view>

#include "news/feed.h"
#include "reading/diagnostic_collector.h"

namespace reading {

// Whether `bytes` begins with XML: its first element is a root of these formats, or of another XML
// format.
bool looks_like_xml(std::string_view bytes);

// `bytes` is UTF-8. Uses no network, only the entities of XML and of HTML, and at most 256 levels
// of elements. A broken document is read up to the fault, with a warning, if it has items. An error
// if it is not a feed. Offsets in `findings` are offsets in `bytes`.
//
// RSS Advisory Board, RSS 2.0.11; RSS-DEV, RSS 1.0; RFC 4287 (Atom 1.0); Media RSS 1.5.1; RSS 1.0 modules content and
// Dublin Core.
news::Feed read_xml_feed(std::string_view bytes, DiagnosticCollector& findings);

}  // namespace reading
