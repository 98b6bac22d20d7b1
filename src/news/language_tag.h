// news/language_tag.h - language tags (BCP 47).
#pragma once

#include <string>
#include <string_view>

namespace news {

// Whether it has the form of a language tag: letters, then parts of letters and digits, joined by
// hyphens.
bool is_language_tag(std::string_view value);

// The first part in lower case: "fr" for "fr-BE". "" for "".
std::string primary_language(std::string_view tag);

}  // namespace news
