#include "http/entity_tag.h"

#include "http/digest.h"

namespace http {

std::string make_entity_tag(std::string_view body) { return '"' + short_digest(body) + '"'; }

}  // namespace http
