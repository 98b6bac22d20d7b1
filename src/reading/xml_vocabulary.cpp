#include "reading/xml_vocabulary.h"

#include <array>

namespace reading {
namespace {

struct Namespace {
  std::string_view uri;
  std::string_view prefix;  // the usual prefix, for documents that do not declare it
  Vocabulary vocabulary;
};

constexpr auto namespaces = std::to_array<Namespace>({
    {"http://www.w3.org/2005/Atom", "atom", Vocabulary::atom},
    {"http://purl.org/atom/ns#", "", Vocabulary::atom},
    {"http://purl.org/rss/1.0/", "", Vocabulary::rss},
    {"http://purl.org/rss/1.0", "", Vocabulary::rss},
    {"http://my.netscape.com/rdf/simple/0.9/", "", Vocabulary::rss},
    {"http://channel.netscape.com/rdf/simple/0.9/", "", Vocabulary::rss},
    {"http://backend.userland.com/rss2", "", Vocabulary::rss},
    {"http://backend.userland.com/RSS2", "", Vocabulary::rss},
    {"http://blogs.law.harvard.edu/tech/rss", "", Vocabulary::rss},
    {"http://purl.org/rss/1.0/modules/content/", "content", Vocabulary::content},
    {"http://purl.org/dc/elements/1.1/", "dc", Vocabulary::dublin_core},
    {"http://purl.org/dc/elements/1.0/", "", Vocabulary::dublin_core},
    {"http://purl.org/dc/terms/", "dcterms", Vocabulary::dublin_core},
    {"http://search.yahoo.com/mrss/", "media", Vocabulary::media},
    {"http://search.yahoo.com/mrss", "", Vocabulary::media},
    {"http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes", Vocabulary::itunes},
    {"http://www.w3.org/1999/xhtml", "xhtml", Vocabulary::xhtml},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf", Vocabulary::rdf},
});

}  // namespace

Vocabulary vocabulary_of(std::string_view uri, std::string_view prefix) {
  if (!uri.empty()) {
    for (const auto& one : namespaces) {
      if (one.uri == uri) return one.vocabulary;
    }
    if (uri.find("Atom") != std::string_view::npos) return Vocabulary::atom;
    return prefix.empty() ? Vocabulary::rss : Vocabulary::other;
  }
  if (prefix.empty()) return Vocabulary::rss;
  for (const auto& one : namespaces) {
    if (one.prefix == prefix) return one.vocabulary;
  }
  return Vocabulary::other;
}

std::string value_of(const Attributes& attributes, std::string_view name) {
  for (const auto& attribute : attributes) {
    if (attribute.name == name) return attribute.value;
  }
  return "";
}

}  // namespace reading
