// rendering/catalogue.h - the layouts and languages that a query can choose: the folders of
// widget/layouts and the files of widget/locales. Adding one needs no change in C++.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "news/feed.h"
#include "rendering/templates.h"

namespace rendering {

inline constexpr std::string_view default_layout = "list";
inline constexpr std::string_view default_language = "en";  // for feeds in a language without a locale

// A partner that the configuration names, with its values of the parameters.
struct Partner {
  std::string name;
  std::vector<std::pair<std::string, std::string>> values;  // "limit", "5"
};

struct Catalogue {
  std::vector<std::string> layouts;    // the default one first, then by name
  std::vector<std::string> languages;  // of the locales, by name
  std::string own_language;            // the locale of the feed
  bool is_multilingual = false;        // whether an item has another language than the feed
  std::vector<Partner> partners;       // those that may show the news, by name

  // The locale for a language tag (BCP 47): the same tag, or the tag without its last parts
  // ("fr-BE" -> "fr"; RFC 4647, section 3.4, lookup). "" if there is no such locale.
  std::string language_for(std::string_view tag) const;
  // Null if there is no such partner.
  const Partner* find_partner(std::string_view name) const;
};

// Throws std::out_of_range if the default layout or the default locale is missing.
Catalogue read_catalogue(const Files& files, const news::Feed& feed);

}  // namespace rendering
