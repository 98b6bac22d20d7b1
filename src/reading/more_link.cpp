#include "reading/more_link.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <string>

namespace reading {
namespace {

constexpr std::string_view link = "more";

// English words that end in "more", without it, and Italian ones that English texts quote (con
// amore). The part before "more" must be rare as the last word of a sentence, or the whole word
// must be far better known.
constexpr std::array<std::string_view, 19> words = {"a",     "any",   "clay",  "ever", "farther", "forever", "further",
                                                    "inner", "never", "outer", "ru",   "saga",    "sopho",   "syca",
                                                    "ti",    "tre",   "tu",    "u",    "upper"};

// Names of people and places that end in "more", without it. Names are left out if their beginning
// often ends a sentence: Portmore, Parkmore.
constexpr std::array<std::string_view, 78> names = {
    "Agha",  "Anna",   "Ard",     "Ash",    "Avie",    "Bal",    "Ballina", "Bally", "Balti", "Barry", "Bell",  "Ben",
    "Bilt",  "Black",  "Bow",     "Brae",   "Carrick", "Castle", "Cran",    "Del",   "Dins",  "Dro",   "Dun",   "El",
    "En",    "Fen",    "Fil",     "Fill",   "Fin",     "Gil",    "Gill",    "Glen",  "Gras",  "Hay",   "Inish", "Ken",
    "Kil",   "Kill",   "Knock",   "Kyle",   "Larri",   "Lati",   "Latti",   "Lis",   "Liver", "Loch",  "Long",  "Lyn",
    "Matti", "Morti",  "Mullagh", "Oran",   "Pad",     "Pass",   "Pat",     "Phil",  "Rath",  "Ros",   "Ross",  "Rush",
    "Sey",   "Skid",   "Stan",    "Strath", "Swarth",  "Tober",  "Toor",    "Tulla", "Tully", "Wed",   "Wet",   "Whit",
    "White", "Whitte", "Wig",     "Wil",    "Will",    "Wy"};

// The letter that ends at `end`. Empty if no letter ends there.
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

// Takes the last four letters off, the form that the office's page has always used.
std::optional<std::string_view> without_word(std::string_view summary) {
  if (!summary.ends_with(link)) return std::nullopt;
  const auto before = summary.substr(0, summary.size() - link.size());
  if (is_joined_by_hyphen(before) || is_whole_word(letters_before(before, before.size()))) return std::nullopt;
  return before;
}

template <std::size_t count>
bool takes_any_off(std::string_view& text, const std::array<std::string_view, count>& endings) {
  for (const auto ending : endings) {
    if (!text.ends_with(ending)) continue;
    text.remove_suffix(ending.size());
    return true;
  }
  return false;
}

void take_spaces_off(std::string_view& text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
}

bool ends_sentence(std::string_view text) {
  take_spaces_off(text);
  static constexpr auto ends = std::to_array<std::string_view>(
      {".", "!", "?", "…", "”", "\"", "»", ":", ";", ")", "]", "[", "(", "–", "—", "|", "؟", "。", "！", "？", "’"});
  return text.empty() || takes_any_off(text, ends);
}

struct Phrase {
  std::string_view words;  // in small letters
  bool is_common;          // also in ordinary text: it is a link only after the end of a sentence
};

constexpr auto phrases = std::to_array<Phrase>({
    {"continue reading", false},
    {"find out more", false},
    {"read more", false},
    {"see more", false},
    {"learn more", false},
    {"view more", false},
    {"discover more", false},
    {"show more", false},
    {"en savoir plus", false},
    {"lire la suite", false},
    {"lire plus", false},
    {"voir plus", false},
    {"plus d’infos", false},
    {"plus d'infos", false},
    {"plus", true},
    {"weiterlesen", false},
    {"mehr lesen", false},
    {"mehr erfahren", false},
    {"mehr dazu", false},
    {"weiter", true},
    {"mehr", true},
    {"lees meer", false},
    {"lees verder", false},
    {"meer lezen", false},
    {"meer", true},
    {"leer más", false},
    {"ver más", false},
    {"saber más", false},
    {"seguir leyendo", false},
    {"más", true},
    {"leggi tutto", false},
    {"leggi di più", false},
    {"continua a leggere", false},
    {"altro", true},
    {"leia mais", false},
    {"ler mais", false},
    {"saiba mais", false},
    {"ver mais", false},
    {"mais", true},
    {"czytaj więcej", false},
    {"czytaj dalej", false},
    {"więcej", true},
    {"читати далі", false},
    {"читати більше", false},
    {"докладніше", true},
    {"детальніше", true},
    {"більше", true},
    {"читать далее", false},
    {"читать дальше", false},
    {"подробнее", true},
    {"далее", true},
    {"ещё", true},
    {"اقرأ المزيد", false},
    {"للمزيد", true},
    {"المزيد", true},
    {"阅读更多", false},
    {"阅读全文", false},
    {"查看更多", false},
    {"详情", true},
    {"更多", true},
});

// The text in small letters, with the same number of bytes, so that positions stay valid.
std::string lowered(std::string_view text) {
  std::string small;
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t value = 0;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                       static_cast<utf8proc_ssize_t>(text.size() - at), &value);
    if (size <= 0) return std::string(text);
    utf8proc_uint8_t bytes[4];
    const auto lower = utf8proc_encode_char(utf8proc_tolower(value), bytes);
    if (lower == size) {
      small.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(lower));
    } else {
      small.append(text, at, static_cast<std::size_t>(size));
    }
    at += static_cast<std::size_t>(size);
  }
  return small;
}

// Takes off the longest link phrase at the end of `text`.
bool take_phrase_off(std::string_view& text) {
  const auto small = lowered(text);
  for (const auto& phrase : phrases) {
    if (!small.ends_with(phrase.words)) continue;
    const auto before = text.substr(0, text.size() - phrase.words.size());
    const bool is_whole = before.empty() || letter_before(before, before.size()).empty();
    const bool is_capitalised =
        small[before.size()] != text[before.size()] || small.substr(before.size()) != text.substr(before.size());
    if (ends_sentence(before) || (is_whole && is_capitalised && !phrase.is_common)) {
      text = before;
      return true;
    }
  }
  return false;
}

bool take_capital_more_off(std::string_view& text) {
  if (!text.ends_with("More") && !text.ends_with("MORE")) return false;
  const auto before = text.substr(0, text.size() - link.size());
  if (!ends_sentence(before)) return false;
  text = before;
  return true;
}

bool is_url(std::string_view text) {
  return (text.starts_with("https://") || text.starts_with("http://")) && text.find(' ') == std::string_view::npos;
}

// Takes a URL after the link off `text`. `is_markdown`: it was "[words](URL)", and "[words" is
// left.
std::string_view take_url_off(std::string_view& text, bool& is_markdown) {
  auto rest = text;
  std::string_view url;
  is_markdown = false;
  if (rest.ends_with(')') || rest.ends_with('>')) {
    const auto open = rest.rfind(rest.back() == ')' ? '(' : '<');
    if (open == std::string_view::npos) return {};
    url = rest.substr(open + 1, rest.size() - open - 2);
    rest = rest.substr(0, open);
    is_markdown = rest.ends_with(']');
    if (is_markdown) rest.remove_suffix(1);
  } else {
    auto from = rest.rfind("https://");
    if (from == std::string_view::npos) from = rest.rfind("http://");
    if (from == std::string_view::npos) return {};
    url = rest.substr(from);
    rest = rest.substr(0, from);
  }
  const bool is_any = is_markdown && !url.empty() && url.find(' ') == std::string_view::npos;
  if (!is_url(url) && !is_any) return {};
  text = rest;
  static constexpr auto marks = std::to_array<std::string_view>({" ", ":", "-", "–", "—", "→", "："});
  while (takes_any_off(text, marks)) {
  }
  return url;
}

// A verb or an open bracket that is left before the link.
std::string left_over(std::string_view text) {
  take_spaces_off(text);
  for (const std::string_view bracket : {"[", "(", "{", "<"}) {
    if (text.ends_with(bracket)) return std::string(bracket);
  }
  const auto word = letters_before(text, text.size());
  for (const std::string_view verb : {"read", "see", "learn", "find", "view", "show", "click"}) {
    if (in_small_letters(word) == verb) return std::string(word);
  }
  return "";
}

}  // namespace

std::optional<std::string_view> url_alone(std::string_view line) {
  if (line.starts_with('<') && line.ends_with('>')) line = line.substr(1, line.size() - 2);
  if (!is_url(line)) return std::nullopt;
  return line;
}

std::optional<MoreLink> take_more_link(std::string_view summary) {
  auto text = summary;
  bool is_markdown = false;
  const auto url = take_url_off(text, is_markdown);
  // Marks that sites put around these links.
  static constexpr auto marks = std::to_array<std::string_view>({"…", "...", "»", "›", ">", "→", "↗", "]", ")", " "});
  while (takes_any_off(text, marks)) {
  }
  const bool has_marks = text.size() != summary.size();
  if (!take_phrase_off(text) && !take_capital_more_off(text)) {
    const auto rest = without_word(text);
    if (!rest) return std::nullopt;
    // Without marks, the link has its original form: remove one space before it, and nothing more.
    text = *rest;
    if (!has_marks) {
      if (text.ends_with(' ')) text.remove_suffix(1);
      return MoreLink{std::string(text), "", left_over(text)};
    }
  }
  take_spaces_off(text);
  if (text.ends_with('[') || text.ends_with('(')) text.remove_suffix(1);
  take_spaces_off(text);
  return MoreLink{std::string(text), std::string(url), left_over(text)};
}

}  // namespace reading
