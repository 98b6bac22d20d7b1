#include "reading/url.h"

#include <libxml/uri.h>

#include <memory>

#include "reading/plain_text.h"

namespace reading {
namespace {

// Does what browsers do (URL Standard, section 4.4): drops tabs and line ends, and encodes a space
// within the URL.
std::string cleaned(std::string_view url) {
  constexpr std::string_view outer = " \t\r\n\f";
  const auto first = url.find_first_not_of(outer);
  if (first == std::string_view::npos) return "";
  url = url.substr(first, url.find_last_not_of(outer) - first + 1);
  std::string clean;
  for (const char c : url) {
    if (c == '\t' || c == '\r' || c == '\n') continue;
    c == ' ' ? clean += "%20" : clean += c;
  }
  return clean;
}

}  // namespace

std::optional<std::string> resolve_url(std::string_view url, std::string_view base, Schemes schemes) {
  auto clean = cleaned(url);
  if (clean.empty()) return std::nullopt;
  if (!problem_with_link(clean, schemes)) return clean;
  // Programs read "example.org/news" and "www.example.org" as paths, but authors mostly mean hosts.
  if (base.empty() || clean.starts_with('#')) return std::nullopt;
  const std::unique_ptr<xmlChar, void (*)(void*)> built(
      xmlBuildURI(reinterpret_cast<const xmlChar*>(clean.c_str()),
                  reinterpret_cast<const xmlChar*>(std::string(base).c_str())),
      xmlFree);
  if (!built) return std::nullopt;
  std::string resolved(reinterpret_cast<const char*>(built.get()));
  if (problem_with_link(resolved, schemes)) return std::nullopt;
  return resolved;
}

}  // namespace reading
