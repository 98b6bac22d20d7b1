#include "rendering/catalogue.h"

#include <algorithm>
#include <stdexcept>

#include "ascii.h"
#include "news/language_tag.h"

namespace rendering {
namespace {

// The names of all files "BEFORE name AFTER", where the name has no slash. `files` is sorted, so
// the names are too.
std::vector<std::string> names_between(const Files& files, std::string_view before, std::string_view after) {
  std::vector<std::string> names;
  for (auto file = files.lower_bound(before); file != files.end() && file->first.starts_with(before); ++file) {
    std::string_view name = file->first;
    name.remove_prefix(before.size());
    if (!name.ends_with(after) || name.size() == after.size()) continue;
    name.remove_suffix(after.size());
    if (name.find('/') == std::string_view::npos) names.emplace_back(name);
  }
  return names;
}

void require(const std::vector<std::string>& names, std::string_view name, const char* folder) {
  if (std::find(names.begin(), names.end(), name) != names.end()) return;
  throw std::out_of_range(std::string(folder) + " has no \"" + std::string(name) + "\", which is the default");
}

}  // namespace

std::string Catalogue::language_for(std::string_view tag) const {
  const auto lowered = to_lower(tag);
  for (std::string_view rest = lowered; !rest.empty();) {
    const auto found =
        std::find_if(languages.begin(), languages.end(), [rest](const auto& one) { return to_lower(one) == rest; });
    if (found != languages.end()) return *found;
    const auto hyphen = rest.rfind('-');
    rest = rest.substr(0, hyphen == std::string_view::npos ? 0 : hyphen);
  }
  return "";
}

const Partner* Catalogue::find_partner(std::string_view name) const {
  const auto found =
      std::find_if(partners.begin(), partners.end(), [name](const Partner& one) { return one.name == name; });
  return found == partners.end() ? nullptr : &*found;
}

Catalogue read_catalogue(const Files& files, const news::Feed& feed) {
  Catalogue catalogue;
  catalogue.layouts = names_between(files, "widget/layouts/", "/item.mustache");
  catalogue.languages = names_between(files, "widget/locales/", ".json");
  require(catalogue.layouts, default_layout, "widget/layouts");
  require(catalogue.languages, default_language, "widget/locales");
  std::rotate(catalogue.layouts.begin(), std::find(catalogue.layouts.begin(), catalogue.layouts.end(), default_layout),
              std::find(catalogue.layouts.begin(), catalogue.layouts.end(), default_layout) + 1);
  catalogue.own_language = catalogue.language_for(feed.language);
  if (catalogue.own_language.empty()) catalogue.own_language = default_language;
  catalogue.is_multilingual = std::any_of(feed.items.begin(), feed.items.end(), [&](const news::Item& item) {
    return !item.language.empty() && news::primary_language(item.language) != news::primary_language(feed.language);
  });
  return catalogue;
}

}  // namespace rendering
