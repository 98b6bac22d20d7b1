#include "reading/more_link.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <string>

namespace reading {
namespace {

constexpr std::string_view link = "more";

// Of English, and of Italian as it is quoted in English (con amore), without their "more". Every one must be rare
// as the last word of a sentence before the link, or be far better known with its "more".
constexpr std::array<std::string_view, 19> words = {"a",     "any",   "clay",  "ever", "farther", "forever", "further",
                                                    "inner", "never", "outer", "ru",   "saga",    "sopho",   "syca",
                                                    "ti",    "tre",   "tu",    "u",    "upper"};

// Names of people and places. Left out are those whose beginning often ends a sentence: Portmore, Parkmore.
constexpr std::array<std::string_view, 78> names = {
    "Agha",  "Anna",   "Ard",     "Ash",    "Avie",    "Bal",    "Ballina", "Bally", "Balti", "Barry", "Bell",  "Ben",
    "Bilt",  "Black",  "Bow",     "Brae",   "Carrick", "Castle", "Cran",    "Del",   "Dins",  "Dro",   "Dun",   "El",
    "En",    "Fen",    "Fil",     "Fill",   "Fin",     "Gil",    "Gill",    "Glen",  "Gras",  "Hay",   "Inish", "Ken",
    "Kil",   "Kill",   "Knock",   "Kyle",   "Larri",   "Lati",   "Latti",   "Lis",   "Liver", "Loch",  "Long",  "Lyn",
    "Matti", "Morti",  "Mullagh", "Oran",   "Pad",     "Pass",   "Pat",     "Phil",  "Rath",  "Ros",   "Ross",  "Rush",
    "Sey",   "Skid",   "Stan",    "Strath", "Swarth",  "Tober",  "Toor",    "Tulla", "Tully", "Wed",   "Wet",   "Whit",
    "White", "Whitte", "Wig",     "Wil",    "Will",    "Wy"};

// The letter that ends at `end`, or an empty one where what ends there is none.
std::string_view letter_before(std::string_view text, std::size_t end) {
  auto from = end;
  while (from > 0 && (static_cast<unsigned char>(text[from - 1]) & 0xC0) == 0x80) --from;
  if (from > 0) --from;
  utf8proc_int32_t value = 0;
  const auto size = static_cast<utf8proc_ssize_t>(end - from);
  if (utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + from), size, &value) != size) return {};
  const auto category = utf8proc_category(value);
  if (category < UTF8PROC_CATEGORY_LU || category > UTF8PROC_CATEGORY_ME) return {};  // letters and their marks
  return text.substr(from, end - from);
}

std::string_view letters_before(std::string_view text, std::size_t end) {
  auto from = end;
  while (from > 0) {
    const auto letter = letter_before(text, from);
    if (letter.empty()) break;
    from -= letter.size();
  }
  return text.substr(from, end - from);
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

std::string in_small_letters(std::string_view text) {
  std::string small(text);
  for (auto& c : small) {
    if (is_capital(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  return small;
}

bool is_whole_word(std::string_view beginning) {
  return std::find(words.begin(), words.end(), in_small_letters(beginning)) != words.end() ||
         std::find(names.begin(), names.end(), beginning) != names.end();
}

bool is_joined_by_hyphen(std::string_view before) {
  for (const std::string_view hyphen : {"-", "\u2010", "\u2011"}) {
    if (before.ends_with(hyphen)) return !letter_before(before, before.size() - hyphen.size()).empty();
  }
  return false;
}

}  // namespace

std::optional<std::string_view> without_more(std::string_view summary) {
  if (!summary.ends_with(link)) return std::nullopt;
  auto before = summary.substr(0, summary.size() - link.size());
  if (is_joined_by_hyphen(before) || is_whole_word(letters_before(before, before.size()))) return std::nullopt;
  if (before.ends_with(' ')) before.remove_suffix(1);
  return before;
}

}  // namespace reading
