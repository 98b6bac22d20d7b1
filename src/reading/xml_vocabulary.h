// reading/xml_vocabulary.h - the names of elements and attributes in feeds of XML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reading {

// The vocabularies that are read. Names without a namespace also count as `rss`.
enum class Vocabulary { rss, atom, content, dublin_core, media, itunes, xhtml, rdf, other };

// `prefix` counts if the document does not declare it: then `uri` is "".
Vocabulary vocabulary_of(std::string_view uri, std::string_view prefix);

struct Attribute {
  std::string name;  // "xml:lang" has its prefix, others do not
  std::string value;
};
using Attributes = std::vector<Attribute>;

// "" if there is no such attribute.
std::string value_of(const Attributes& attributes, std::string_view name);

}  // namespace reading
