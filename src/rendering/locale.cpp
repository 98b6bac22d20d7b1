#include "rendering/locale.h"

#include <nlohmann/json.hpp>

namespace rendering {

Locale read_locale(const Files& files, std::string_view language) {
  const auto json = nlohmann::json::parse(file_at(files, "widget/locales/" + std::string(language) + ".json"));
  const auto range = [&](const char* name) {
    const auto& pattern = json.at(name);
    return RangePattern{pattern.at("first"), pattern.at("separator"), pattern.at("last")};
  };
  Locale locale;
  locale.range_within_month = range("range_within_month");
  locale.range_within_year = range("range_within_year");
  locale.range = range("range");
  json.at("months").get_to(locale.months);
  for (const auto& [name, text] :
       std::initializer_list<std::pair<const char*, std::string&>>{{"language", locale.language},
                                                                   {"direction", locale.direction},
                                                                   {"day", locale.day},
                                                                   {"more", locale.more},
                                                                   {"more_label", locale.more_label},
                                                                   {"empty", locale.empty},
                                                                   {"nothing_found", locale.nothing_found},
                                                                   {"past_the_end", locale.past_the_end},
                                                                   {"added", locale.added},
                                                                   {"pages_label", locale.pages_label},
                                                                   {"previous", locale.previous},
                                                                   {"next", locale.next},
                                                                   {"home", locale.home},
                                                                   {"back", locale.back}}) {
    json.at(name).get_to(text);
  }
  return locale;
}

std::string fill(std::string_view pattern, const std::map<std::string_view, std::string_view>& values) {
  std::string filled;
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    filled += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    pattern.remove_prefix(open);
    const auto close = pattern.find('}');
    const auto value = close == std::string_view::npos ? values.end() : values.find(pattern.substr(1, close - 1));
    if (value == values.end()) {
      filled += '{';
      pattern.remove_prefix(1);
    } else {
      filled += value->second;
      pattern.remove_prefix(close + 1);
    }
  }
  return filled;
}

DaysText days_text(const news::Days& days, const Locale& locale) {
  const auto write = [&](const std::string& pattern, news::Date date) {
    const auto day = std::to_string(static_cast<unsigned>(date.day()));
    const auto year = std::to_string(static_cast<int>(date.year()));
    return fill(pattern, {{"day", day}, {"month", locale.months.at(unsigned{date.month()} - 1)}, {"year", year}});
  };
  const auto& [first, last] = days;
  if (first == last) return {write(locale.day, first), "", ""};
  const auto& pattern = first.year() != last.year()     ? locale.range
                        : first.month() != last.month() ? locale.range_within_year
                                                        : locale.range_within_month;
  return {write(pattern.first, first), pattern.separator, write(pattern.last, last)};
}

}  // namespace rendering
