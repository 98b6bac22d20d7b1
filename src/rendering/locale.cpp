#include "rendering/locale.h"

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

namespace rendering {

namespace {

constexpr std::array<std::string_view, 10> ascii_digits{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};

DayPatterns read_days(const nlohmann::json& json) {
  const auto range = [&](const char* name) {
    const auto& pattern = json.at(name);
    return RangePattern{pattern.at("first"), pattern.at("separator"), pattern.at("last")};
  };
  return {.months = json.at("months").get<std::array<std::string, 12>>(),
          .day = json.at("day"),
          .range_within_month = range("range_within_month"),
          .range_within_year = range("range_within_year"),
          .range = range("range")};
}

Locale read(const nlohmann::json& json) {
  Locale locale;
  locale.long_days = read_days(json.at("long"));
  locale.short_days = read_days(json.at("short"));
  locale.more_link = json.value("more_link", false);
  if (json.contains("digits")) {
    json.at("digits").get_to(locale.digits);
  } else {
    std::copy(ascii_digits.begin(), ascii_digits.end(), locale.digits.begin());
  }
  for (const auto& [name, text] :
       std::initializer_list<std::pair<const char*, std::string&>>{{"language", locale.language},
                                                                   {"name", locale.name},
                                                                   {"direction", locale.direction},
                                                                   {"more", locale.more},
                                                                   {"more_label", locale.more_label},
                                                                   {"label", locale.label},
                                                                   {"about", locale.about},
                                                                   {"without", locale.without},
                                                                   {"tagged", locale.tagged},
                                                                   {"since", locale.since},
                                                                   {"until", locale.until},
                                                                   {"page", locale.page},
                                                                   {"empty", locale.empty},
                                                                   {"nothing_found", locale.nothing_found},
                                                                   {"past_the_end", locale.past_the_end},
                                                                   {"added", locale.added},
                                                                   {"pages_label", locale.pages_label},
                                                                   {"previous", locale.previous},
                                                                   {"next", locale.next},
                                                                   {"home", locale.home},
                                                                   {"all_languages", locale.all_languages},
                                                                   {"back", locale.back}}) {
    json.at(name).get_to(text);
  }
  return locale;
}

std::string number(unsigned value, const Locale& locale) {
  std::string text;
  for (const char digit : std::to_string(value)) text += locale.digits.at(static_cast<std::size_t>(digit - '0'));
  return text;
}

}  // namespace

Locale read_locale(const Files& files, std::string_view language) {
  const auto path = "widget/locales/" + std::string(language) + ".json";
  const auto& text = file_at(files, path);
  try {
    return read(nlohmann::json::parse(text));
  } catch (const nlohmann::json::exception& fault) {
    throw std::runtime_error(path + ": " + fault.what());
  }
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

DaysText days_text(const news::Days& days, const Locale& locale, DateFormat format) {
  const auto& patterns = format == DateFormat::short_form ? locale.short_days : locale.long_days;
  const auto write = [&](const std::string& pattern, news::Date date) {
    const auto day = number(static_cast<unsigned>(date.day()), locale);
    const auto year = number(static_cast<unsigned>(static_cast<int>(date.year())), locale);
    return fill(pattern, {{"day", day}, {"month", patterns.months.at(unsigned{date.month()} - 1)}, {"year", year}});
  };
  const auto& [first, last] = days;
  if (first == last) return {write(patterns.day, first), "", ""};
  const auto& pattern = first.year() != last.year()     ? patterns.range
                        : first.month() != last.month() ? patterns.range_within_year
                                                        : patterns.range_within_month;
  return {write(pattern.first, first), pattern.separator, write(pattern.last, last)};
}

}  // namespace rendering
