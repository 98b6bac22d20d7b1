// reading/calendar_words.h - the words in written days: months, weekdays, and the small words
// around them. From CLDR (cldr.unicode.org), in English, French, German, Dutch, Spanish, Italian,
// Portuguese, Polish, Ukrainian, Russian and Arabic. Chinese writes months as numbers. Every word
// is folded (news::fold) and has no full stop.
#pragma once

#include <cstdint>
#include <string_view>

namespace reading {

// A set of languages, one bit each. So all months of a page together can show its language.
using Languages = std::uint16_t;
namespace language {
inline constexpr Languages en = 1, fr = 2, de = 4, nl = 8, es = 16, it = 32, pt = 64, pl = 128, uk = 256, ru = 512,
                           ar = 1024, zh = 2048, all = 4095;
}  // namespace language

struct Month {
  unsigned number = 0;  // 1 to 12; 0: the word is not a month
  Languages languages = 0;
};

// Finds a month, in full or abbreviated, in the nominative or the genitive. One space joins two
// words.
Month find_month(std::string_view folded);

bool is_weekday(std::string_view folded);

// Words before a day that do not belong to it: "posted", "published", "date", "on", "le", "am" ...
bool is_lead_word(std::string_view folded);

// Words between the parts of one day: "of", "de", "del" ...
bool is_joining_word(std::string_view folded);

// Words between the first and the last day of a range: "to", "until", "and", "au", "bis" ...
bool is_range_word(std::string_view folded);

// Words that may follow a year: "г", "року", "r" ...
bool is_year_word(std::string_view folded);

// Endings that make a number an ordinal: "st", "th", "er", "ème", "º" ...
bool is_ordinal_ending(std::string_view folded);

// BCP 47. "" unless the set has exactly one language.
std::string_view only_language(Languages languages);

}  // namespace reading
