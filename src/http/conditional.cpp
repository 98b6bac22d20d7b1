#include "http/conditional.h"

#include "http/http_date.h"
#include "http/syntax.h"

namespace http {
namespace {

// Takes one entity-tag = [ "W/" ] DQUOTE *etagc DQUOTE (RFC 9110, section 8.8.3) off `rest`.
// Returns it with its quotes and without its "W/", or "" if there is none. A tag may hold a comma,
// so the list cannot just be split at commas.
std::string_view take_entity_tag(std::string_view& rest) noexcept {
  std::string_view text = rest;
  if (text.substr(0, 2) == "W/") text.remove_prefix(2);
  if (text.empty() || text[0] != '"') return {};
  std::size_t end = 1;
  while (end < text.size() && text[end] != '"') {
    const auto c = static_cast<unsigned char>(text[end]);
    if (c < 0x21 || c == 0x7f) return {};
    ++end;
  }
  if (end == text.size()) return {};
  rest = text.substr(end + 1);
  return text.substr(0, end + 1);
}

// Calls `visit` with each tag of a list (RFC 9110, section 5.6.1: empty members are allowed). False
// if the text is not such a list.
template <class Visit>
bool visit_entity_tags(std::string_view list, Visit visit) noexcept {
  bool any = false;
  while (true) {
    list = trim(list);
    if (list.empty()) return any;
    if (list[0] != ',') {
      const auto tag = take_entity_tag(list);
      if (tag.empty()) return false;
      any = true;
      visit(tag);
      list = trim(list);
      if (list.empty()) return true;
      if (list[0] != ',') return false;
    }
    list.remove_prefix(1);
  }
}

}  // namespace

bool names_entity_tag(std::string_view if_none_match, std::string_view entity_tag) noexcept {
  if (entity_tag.empty()) return false;
  if (if_none_match == "*" || if_none_match == entity_tag) return true;
  bool found = false;
  const bool is_list = visit_entity_tags(if_none_match, [&](std::string_view tag) { found |= tag == entity_tag; });
  return is_list && found;
}

bool is_entity_tag_list(std::string_view if_none_match) noexcept {
  return if_none_match == "*" || visit_entity_tags(if_none_match, [](std::string_view) {});
}

bool is_unmodified_since(std::string_view if_modified_since, std::optional<std::int64_t> last_modified,
                         std::int64_t now) {
  if (if_modified_since.empty() || !last_modified) return false;
  const auto since = parse_http_date(if_modified_since, now);
  return since && *last_modified <= *since;
}

}  // namespace http
