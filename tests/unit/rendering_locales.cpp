// The locales: complete, and their dates as ICU writes them (CLDR).
#include <doctest/doctest.h>
#include <unicode/dtitvfmt.h>
#include <unicode/gregocal.h>

#include <array>
#include <cstddef>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "rendering/locale.h"
#include "tests/unit/catalogue.h"

namespace {

using nlohmann::json;

json file_of(const std::string& language) {
  return json::parse(rendering::file_at(assets::bundled(), "widget/locales/" + language + ".json"));
}

std::string replaced(std::string text, const std::string& old, const std::string& now) {
  for (auto place = text.find(old); place != std::string::npos; place = text.find(old, place + now.size())) {
    text.replace(place, old.size(), now);
  }
  return text;
}

// Spaces of all widths are the same here, and those around a dash are left out: versions of CLDR differ in them.
// Our files have ordinary spaces and no-break spaces only: some fonts lack the narrow ones.
std::string normal(std::string text) {
  for (const char* space : {"\u2009", "\u202f", "\u00a0"}) text = replaced(text, space, " ");
  for (const char* around : {" –", "– "}) text = replaced(text, around, "–");
  return text;
}

UDate moment(news::Date date) {
  UErrorCode error = U_ZERO_ERROR;
  icu::GregorianCalendar calendar(*icu::TimeZone::getGMT(), error);
  calendar.set(static_cast<int>(date.year()), static_cast<int>(unsigned{date.month()}) - 1,
               static_cast<int>(unsigned{date.day()}), 12, 0, 0);
  return calendar.getTime(error);
}

std::string by_icu(const std::string& language, rendering::DateFormat format, const news::Days& days) {
  UErrorCode error = U_ZERO_ERROR;
  // British order, as the bundled news has it.
  const icu::Locale locale(language == "en" ? "en_GB" : language.c_str());
  const bool is_long = format == rendering::DateFormat::long_form;
  const std::unique_ptr<icu::DateIntervalFormat> formatter(
      icu::DateIntervalFormat::createInstance(is_long ? "yMMMMd" : "yMMMd", locale, error));
  REQUIRE(U_SUCCESS(error));
  formatter->adoptTimeZone(icu::TimeZone::getGMT()->clone());
  const icu::DateInterval interval(moment(days.first), moment(days.last));
  icu::UnicodeString text;
  icu::FieldPosition position;
  formatter->format(&interval, text, position, error);
  std::string utf8;
  return text.toUTF8String(utf8);
}

// Arabic: the ICU of Debian 12 writes Arabic-Indic digits and a comma before the year of a range, that of Debian 13 has
// Western digits and no comma (a later CLDR). We write as the former; both are the same here.
std::string without_variants(std::string text) {
  constexpr std::array<const char*, 10> digits{"٠", "١", "٢", "٣", "٤", "٥", "٦", "٧", "٨", "٩"};
  for (std::size_t digit = 0; digit < digits.size(); ++digit) {
    text = replaced(text, digits.at(digit), std::to_string(digit));
  }
  return replaced(text, "،", "");
}

// What we write where it differs from CLDR, and why.
std::string ours(const std::string& language, std::string text) {
  // Italian: CLDR writes "02 luglio", but only in ranges. Elsewhere a day has no zero.
  if (language == "it") {
    text = replaced(text, "–0", "–");
    if (text.starts_with('0')) text.erase(0, 1);
  }
  return text;
}

}  // namespace

TEST_CASE("locales: each has every text of the English one, and its placeholders") {
  const auto english = file_of("en").flatten();
  CHECK(catalogue().languages.size() >= 14);
  for (const auto& language : catalogue().languages) {
    CAPTURE(language);
    auto file = file_of(language);
    CHECK(file.at("language") == language);
    CHECK((file.at("direction") == "ltr" || file.at("direction") == "rtl"));
    if (file.contains("digits")) CHECK(file.at("digits").size() == 10);
    file.erase("digits");
    file.erase("more_link");
    const auto flat = file.flatten();
    for (const auto& entry : english.items()) {
      const auto& name = entry.key();
      const auto& text = entry.value();
      CAPTURE(name);
      REQUIRE(flat.contains(name));
      const auto translated = flat.at(name).get<std::string>();
      if (name.find("separator") == std::string::npos) CHECK_FALSE(translated.empty());
      for (const char* place : {"{title}", "{words}", "{count}"}) {
        CHECK((translated.find(place) != std::string::npos) ==
              (text.get<std::string>().find(place) != std::string::npos));
      }
    }
    CHECK(flat.size() == english.size());
    // WCAG 2.2, 2.5.3: what is seen of a label begins its name.
    CHECK(file.at("more_label").get<std::string>().starts_with(file.at("more").get<std::string>()));
  }
}

TEST_CASE("locales: dates and ranges are written as ICU writes them") {
  std::vector<std::pair<const char*, const char*>> cases{{"2023-06-20", "2023-06-21"}, {"2023-06-30", "2023-07-02"},
                                                         {"2022-12-30", "2023-01-02"}, {"2023-01-01", "2023-01-31"},
                                                         {"2021-05-09", "2022-08-10"}, {"0987-02-03", "0987-02-04"}};
  static std::vector<std::string> days;
  for (int month = 1; month <= 12; ++month)
    days.push_back("2024-" + std::string(month < 10 ? "0" : "") + std::to_string(month) + "-07");
  for (const auto& day : days) cases.emplace_back(day.c_str(), day.c_str());
  for (const auto& language : catalogue().languages) {
    const auto locale = rendering::read_locale(assets::bundled(), language);
    for (const auto format : {rendering::DateFormat::long_form, rendering::DateFormat::short_form}) {
      for (const auto& [first, last] : cases) {
        const news::Days range{*news::parse_date(first), *news::parse_date(last)};
        const auto text = rendering::days_text(range, locale, format);
        CAPTURE(language);
        const auto written = text.first + text.separator + text.last;
        // Swahili: CLDR leaves out the first month of a range over two months: "30–2 Julai".
        if (language == "sw" && range.first.year() == range.last.year() && range.first.month() != range.last.month()) {
          CHECK(written.starts_with("30 Jun"));
          continue;
        }
        const auto wanted = ours(language, normal(by_icu(language, format, range)));
        CHECK(without_variants(normal(written)) == without_variants(wanted));
      }
    }
  }
}

TEST_CASE("locales: a language tag finds its locale by its first parts, in any case") {
  CHECK(catalogue().language_for("fr") == "fr");
  CHECK(catalogue().language_for("fr-BE") == "fr");
  CHECK(catalogue().language_for("ZH-Hans-CN") == "zh");
  CHECK(catalogue().language_for("ja").empty());
  CHECK(catalogue().language_for("").empty());
}

TEST_CASE("locales: a feed without a locale of its own is shown with English words") {
  const auto read = rendering::read_catalogue(assets::bundled(), {.title = "T", .home_page_url = "", .language = "ja"});
  CHECK(read.own_language == "en");
  const auto arabic =
      rendering::read_catalogue(assets::bundled(), {.title = "T", .home_page_url = "", .language = "ar-EG"});
  CHECK(arabic.own_language == "ar");
}
