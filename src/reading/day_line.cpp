#include "reading/day_line.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "reading/day_tokens.h"
#include "reading/plain_text.h"

namespace reading {
namespace {

using Kind = DayToken::Kind;
using Tokens = std::vector<DayToken>;

constexpr std::string_view right_form = ": write it as '30 July 2023' or '20-21 June 2023', alone on its line";
constexpr std::size_t longest_day_line = 120;   // bytes: a day, a weekday, a place
constexpr std::size_t longest_place_words = 5;  // "New York, United States of America" has six; people must check it

// A day as it is written. Parts may be missing, and the day need not exist ("0 June 0000").
struct Written {
  std::optional<unsigned> day;
  std::optional<unsigned> month;
  std::optional<int> year;
  Languages languages = 0;
  bool is_ambiguous = false;  // day and month are numbers, and either order is possible

  bool is_complete() const { return day && month && year; }
};

class Parser {
 public:
  Parser(const Tokens& tokens, NumericOrder order) : tokens_(tokens), order_(order) {}

  // The day or range that begins at the token `at`. Moves `at` to the next token. Nothing if no day
  // begins there.
  std::optional<std::pair<Written, Written>> days(std::size_t& at) const;

 private:
  const DayToken* token(std::size_t at) const { return at < tokens_.size() ? &tokens_[at] : nullptr; }
  bool is_mark(std::size_t at, std::string_view mark) const {
    const auto* t = token(at);
    return t != nullptr && t->kind == Kind::mark && t->text == mark;
  }
  bool is_number(std::size_t at, std::size_t least_digits, std::size_t most_digits) const {
    const auto* t = token(at);
    return t != nullptr && t->kind == Kind::number && t->digits >= least_digits && t->digits <= most_digits;
  }
  bool is_word(std::size_t at) const { return token(at) != nullptr && token(at)->kind == Kind::word; }

  std::optional<Written> one(std::size_t& at) const;
  std::optional<Written> in_numbers(std::size_t& at) const;
  std::optional<Written> in_chinese(std::size_t& at) const;
  std::optional<Written> day_first(std::size_t& at) const;
  std::optional<Written> month_first(std::size_t& at) const;
  Month month(std::size_t& at) const;
  bool day_number(std::size_t& at, std::optional<unsigned>& day) const;
  void year(std::size_t& at, Written& written) const;
  void skip_joining_words(std::size_t& at) const;
  bool range_mark(std::size_t& at) const;

  const Tokens& tokens_;
  NumericOrder order_;
};

// A month of one or two words ("كانون الثاني"), with the full stop of an abbreviation.
Month Parser::month(std::size_t& at) const {
  if (!is_word(at)) return {};
  if (is_word(at + 1)) {
    const auto two = find_month(tokens_[at].text + " " + tokens_[at + 1].text);
    if (two.number != 0) return at += 2, two;
  }
  const auto found = find_month(tokens_[at].text);
  if (found.number == 0) return {};
  ++at;
  if (is_mark(at, ".") && !tokens_[at].has_space_before) ++at;
  return found;
}

// "8", "8.", "8th", "1er", "1.º", "1-го"
bool Parser::day_number(std::size_t& at, std::optional<unsigned>& day) const {
  if (!is_number(at, 1, 2)) return false;
  day = static_cast<unsigned>(tokens_[at++].value);
  const bool has_stop = is_mark(at, ".") && !tokens_[at].has_space_before;
  const bool has_hyphen = is_mark(at, "-") && !tokens_[at].has_space_before;
  const std::size_t ending = at + (has_stop || has_hyphen ? 1 : 0);
  const auto* word = token(ending);
  if (word != nullptr && !word->has_space_before && (word->kind == Kind::word || word->text == "°") &&
      (word->text == "°" || is_ordinal_ending(word->text))) {
    at = ending + 1;
  } else if (has_stop) {
    ++at;
  }
  return true;
}

void Parser::skip_joining_words(std::size_t& at) const {
  while (is_word(at) && is_joining_word(tokens_[at].text)) {
    ++at;
    if (is_mark(at, "'") || is_mark(at, "’")) ++at;
  }
}

// Four digits, with the words that languages add after a year.
void Parser::year(std::size_t& at, Written& written) const {
  std::size_t next = at;
  if (is_mark(next, ",") || is_mark(next, "،")) ++next;
  skip_joining_words(next);
  if (!is_number(next, 4, 4)) return;
  written.year = tokens_[next++].value;
  if (is_word(next) && is_year_word(tokens_[next].text)) {
    ++next;
    if (is_mark(next, ".") && !tokens_[next].has_space_before) ++next;
  }
  at = next;
}

// 2023-07-30, 2023/07/30, 30.07.2023, 30. 7. 2023, 30/07/2023, 07/30/2023
std::optional<Written> Parser::in_numbers(std::size_t& at) const {
  const auto* separator = token(at + 1);
  if (separator == nullptr || (separator->text != "-" && separator->text != "/" && separator->text != ".")) return {};
  if (!is_mark(at + 3, separator->text)) return {};
  Written written;
  if (is_number(at, 4, 4) && is_number(at + 2, 1, 2) && is_number(at + 4, 1, 2)) {
    written.year = tokens_[at].value;
    written.month = static_cast<unsigned>(tokens_[at + 2].value);
    written.day = static_cast<unsigned>(tokens_[at + 4].value);
  } else if (is_number(at, 1, 2) && is_number(at + 2, 1, 2) && is_number(at + 4, 4, 4)) {
    const auto first = static_cast<unsigned>(tokens_[at].value);
    const auto second = static_cast<unsigned>(tokens_[at + 2].value);
    written.year = tokens_[at + 4].value;
    // With full stops, the day comes first in every locale (CLDR).
    const bool is_day_first = separator->text == "." || order_ == NumericOrder::day_first || first > 12;
    const bool is_month_first = !is_day_first && (order_ == NumericOrder::month_first || second > 12);
    written.is_ambiguous = !is_day_first && !is_month_first && first != second;
    written.day = is_month_first ? second : first;
    written.month = is_month_first ? first : second;
  } else {
    return {};
  }
  at += 5;
  return written;
}

// 2023年7月30日. The second day of a range may have no year or month.
std::optional<Written> Parser::in_chinese(std::size_t& at) const {
  Written written;
  std::size_t next = at;
  const auto part = [&](std::size_t most_digits, std::string_view mark, auto& value) {
    if (!is_number(next, 1, most_digits) || !is_mark(next + 1, mark)) return false;
    value = static_cast<typename std::remove_reference_t<decltype(value)>::value_type>(tokens_[next].value);
    next += 2;
    return true;
  };
  part(4, "年", written.year);
  part(2, "月", written.month);
  if (!part(2, "日", written.day) && !part(2, "号", written.day) && !part(2, "號", written.day)) return {};
  written.languages = language::zh;
  at = next;
  return written;
}

std::optional<Written> Parser::day_first(std::size_t& at) const {
  Written written;
  std::size_t next = at;
  if (!day_number(next, written.day)) return {};
  std::size_t after = next;
  const bool has_hyphens = is_mark(after, "-") && is_word(after + 1);  // "12-Jun-2023"
  if (has_hyphens) ++after;
  skip_joining_words(after);
  const auto found = month(after);
  if (found.number != 0) {
    written.month = found.number;
    written.languages = found.languages;
    next = after;
    if (has_hyphens && is_mark(next, "-") && is_number(next + 1, 4, 4)) ++next;
  }
  year(next, written);  // a range without a second month: the end of "June 20-21, 2023"
  at = next;
  return written;
}

std::optional<Written> Parser::month_first(std::size_t& at) const {
  Written written;
  std::size_t next = at;
  const auto found = month(next);
  if (found.number == 0) return {};
  written.month = found.number;
  written.languages = found.languages;
  if (is_word(next) && tokens_[next].text == "the") ++next;
  if (!day_number(next, written.day)) return {};
  year(next, written);
  at = next;
  return written;
}

std::optional<Written> Parser::one(std::size_t& at) const {
  if (auto written = in_numbers(at)) return written;
  if (auto written = in_chinese(at)) return written;
  if (auto written = day_first(at)) return written;
  return month_first(at);
}

bool Parser::range_mark(std::size_t& at) const {
  if (is_mark(at, "-") || is_mark(at, "&") || is_mark(at, "至")) return ++at, true;
  if (is_mark(at, "/") && is_number(at + 1, 4, 4)) return ++at, true;  // the ISO 8601 format of ranges
  if (is_word(at) && is_range_word(tokens_[at].text)) return ++at, true;
  // "t/m", Dutch for "up to and including"
  if (is_word(at) && tokens_[at].text == "t" && is_mark(at + 1, "/") && is_word(at + 2) &&
      tokens_[at + 2].text == "m") {
    return at += 3, true;
  }
  return false;
}

std::optional<std::pair<Written, Written>> Parser::days(std::size_t& at) const {
  std::size_t next = at;
  auto first = one(next);
  if (!first) return {};
  std::size_t after = next;
  if (range_mark(after)) {
    while (is_word(after) && (is_weekday(tokens_[after].text) || is_lead_word(tokens_[after].text))) ++after;
    if (auto last = one(after)) {
      // If one end has no month or year, it is that of the other end: "20-21 June 2023", "June
      // 20-21, 2023".
      if (!last->month) last->month = first->month;
      if (!first->month) first->month = last->month;
      if (!last->year) last->year = first->year;
      if (!first->year) first->year = last->year;
      first->languages = last->languages |= first->languages;
      if (first->is_complete() && last->is_complete()) return at = after, std::pair(*first, *last);
    }
  }
  if (!first->is_complete()) return {};
  return at = next, std::pair(*first, *first);
}

std::variant<news::Date, std::string> existing_day(std::string_view line, const Written& written) {
  if (const auto date = news::make_date(*written.year, *written.month, *written.day)) return *date;
  const auto first = news::make_date(*written.year, *written.month, 1);
  if (!first) return quote(line) + " does not exist: months are 1 to 12, years 0001 to 9999";
  const auto last = std::chrono::year_month_day_last{first->year(), std::chrono::month_day_last{first->month()}};
  return quote(line) + " does not exist: that month has the days 1 to " +
         std::to_string(static_cast<unsigned>(last.day()));
}

std::size_t count_words(const Tokens& tokens, std::size_t from, std::size_t to) {
  std::size_t words = 0;
  for (; from < to; ++from) words += tokens[from].kind == Kind::mark ? 0 : 1;
  return words;
}

bool is_separator(const DayToken& token) {
  return token.kind == Kind::mark && std::string_view(",;:|-/@(.·•–،").find(token.text) != std::string_view::npos;
}

// A name of one or two words that begin with capitals: "Brussels", "New York".
bool is_short_name(const Tokens& tokens, std::size_t from, std::size_t to) {
  if (from == to || to - from > 2) return false;
  return std::all_of(tokens.begin() + static_cast<std::ptrdiff_t>(from),
                     tokens.begin() + static_cast<std::ptrdiff_t>(to),
                     [](const DayToken& token) { return token.kind == Kind::word && token.is_capitalised; });
}

bool has_number(const Tokens& tokens, std::size_t from, std::size_t to) {
  for (; from < to; ++from) {
    if (tokens[from].kind == Kind::number) return true;
  }
  return false;
}

// The text of a part of the line, without separating or enclosing marks.
std::string trimmed(std::string_view line, const Tokens& tokens, std::size_t from, std::size_t to) {
  const auto is_edge = [](const DayToken& token) {
    return token.kind == Kind::mark && token.text != "." && token.text != "’" && token.text != "'";
  };
  while (from < to && (is_edge(tokens[from]) || tokens[from].text == ".")) ++from;
  while (from < to && is_edge(tokens[to - 1])) --to;
  return from == to ? std::string()
                    : std::string(line.substr(tokens[from].begin, tokens[to - 1].end - tokens[from].begin));
}

// The text before the day. Bullets, lead words and weekdays are ignored; the rest must be a place.
std::optional<std::string> place_before(std::string_view line, const Tokens& tokens, std::size_t to) {
  const auto is_nothing = [&](std::size_t at) {
    const auto& token = tokens[at];
    if (token.kind == Kind::mark) return true;
    return token.kind == Kind::word && (is_weekday(token.text) || is_lead_word(token.text) || token.text == "feira");
  };
  std::size_t end = to;
  while (end > 0 && is_nothing(end - 1)) --end;
  if (end == 0) return "";
  std::size_t begin = 0;
  while (begin < end && tokens[begin].kind == Kind::mark) ++begin;
  const bool is_separated = end < to && is_separator(tokens[end]);
  if (has_number(tokens, begin, end) || count_words(tokens, begin, end) > longest_place_words) return std::nullopt;
  if (!is_separated && !is_short_name(tokens, begin, end)) return std::nullopt;
  if (!tokens[begin].is_capitalised) return std::nullopt;
  return trimmed(line, tokens, begin, end);
}

// "10:00", "at 10.30 am", "um 10 Uhr": the time of day is ignored.
bool is_time(const Tokens& tokens, std::size_t from) {
  static constexpr auto words = std::to_array<std::string_view>(
      {"at",   "am",  "pm", "a",  "p",   "m",    "h",   "hrs",  "uhr", "um",  "uur", "om", "à",
       "alle", "ore", "as", "às", "las", "godz", "cet", "cest", "gmt", "utc", "в",   "о"});
  bool has_number = false;
  for (; from < tokens.size(); ++from) {
    const auto& token = tokens[from];
    if (token.kind == Kind::number && token.digits > 2) return false;
    has_number = has_number || token.kind == Kind::number;
    if (token.kind == Kind::word && std::find(words.begin(), words.end(), token.text) == words.end()) return false;
  }
  return has_number;
}

std::optional<std::string> place_after(std::string_view line, const Tokens& tokens, std::size_t from) {
  if (from == tokens.size()) return "";
  if (count_words(tokens, from, tokens.size()) == 0) return "";
  if (is_time(tokens, from)) return "";
  const bool is_separated = is_separator(tokens[from]);
  if (count_words(tokens, from, tokens.size()) > longest_place_words) return std::nullopt;
  static constexpr auto prepositions =
      std::to_array<std::string_view>({"in", "at", "a", "en", "te", "bei", "w", "в", "у"});
  const bool has_preposition =
      std::find(prepositions.begin(), prepositions.end(), tokens[from].text) != prepositions.end();
  if (has_preposition) ++from;
  if (!is_separated && !is_short_name(tokens, from, tokens.size())) return std::nullopt;
  const auto& last = tokens.back();
  if (last.text == "." || last.text == "!" || last.text == "?") return std::nullopt;
  auto text = trimmed(line, tokens, from, tokens.size());
  std::size_t word = from;
  while (word < tokens.size() && tokens[word].kind == Kind::mark) ++word;
  if (!tokens[word].is_capitalised && tokens[word].kind == Kind::word && !is_weekday(tokens[word].text)) {
    return std::nullopt;
  }
  // "(Friday)" after a day adds nothing.
  if (count_words(tokens, from, tokens.size()) == 1 && is_weekday(tokens[word].text)) return "";
  return text;
}

bool ends_like_text(const Tokens& tokens) {
  const auto& last = tokens.back().text;
  return last == "." || last == "!" || last == "?" || last == "more";
}

// Whether people could read it as a day: a year and a number, or a month and a number, in few
// words.
bool looks_like_day(const Tokens& tokens) {
  constexpr std::size_t most_words = 8;
  if (tokens.empty() || count_words(tokens, 0, tokens.size()) > most_words) return false;
  bool has_year = false;
  bool has_month = false;
  std::size_t days = 0;
  for (const auto& token : tokens) {
    if (token.kind == Kind::word) {
      // "may", "mar", "set", "out" are also ordinary words.
      const bool is_name = token.is_capitalised || token.text.size() > 3;
      has_month = has_month || (is_name && find_month(token.text).number != 0);
    } else if (token.kind == Kind::number) {
      has_year = has_year || (token.digits == 4 && token.value >= 1900 && token.value < 2200);
      if (token.digits <= 2 && token.value >= 1 && token.value <= 31) ++days;
    }
  }
  return !ends_like_text(tokens) && ((has_year && (days > 0 || has_month)) || (has_month && days > 0) || days >= 3);
}

DayLine doubtful(std::string_view line, const Tokens& tokens) {
  if (!looks_like_day(tokens)) return Text{};
  return DoubtfulDay{quote(line) + " looks like a day and is not understood" + std::string(right_form)};
}

}  // namespace

DayLine read_day_line(std::string_view line, NumericOrder order) {
  if (line.empty() || line.size() > longest_day_line) return Text{};
  const auto tokens = day_tokens(line);
  const Parser parser(tokens, order);
  for (std::size_t begin = 0; begin < tokens.size(); ++begin) {
    if (tokens[begin].kind == Kind::mark) continue;
    std::size_t end = begin;
    const auto found = parser.days(end);
    if (!found) {
      // A number before the day does not belong to it: the line is more than a day.
      if (tokens[begin].kind == Kind::number) break;
      continue;
    }
    const auto before = place_before(line, tokens, begin);
    const auto after = place_after(line, tokens, end);
    if (before && before->empty() && !after && is_separator(tokens[end]) && !ends_like_text(tokens)) {
      return DoubtfulDay{quote(line) + " begins with a day, and goes on" + std::string(right_form)};
    }
    if (!before || !after) break;
    const auto& [first, last] = *found;
    if (first.is_ambiguous || last.is_ambiguous) {
      return DoubtfulDay{quote(line) +
                         " can be two days, as day and month are both numbers: write the month as a word, "
                         "as in '30 July 2023'"};
    }
    const auto start = existing_day(line, first);
    if (const auto* problem = std::get_if<std::string>(&start)) return WrongDay{*problem};
    const auto finish = existing_day(line, last);
    if (const auto* problem = std::get_if<std::string>(&finish)) return WrongDay{*problem};
    const news::Days days{std::get<news::Date>(start), std::get<news::Date>(finish)};
    if (days.last < days.first) {
      return WrongDay{quote(line) + " ends before it starts: its end is " + news::to_string(days.last) +
                      ", its start " + news::to_string(days.first) +
                      "; the earlier day comes first, with its own year where it differs"};
    }
    return Day{days, *before + (before->empty() || after->empty() ? "" : ", ") + *after, first.languages};
  }
  return doubtful(line, tokens);
}

NumericOrder numeric_order_of(std::string_view line) {
  if (line.size() > longest_day_line) return NumericOrder::unknown;
  const auto tokens = day_tokens(line);
  const auto is_short = [&](std::size_t at) { return tokens[at].kind == Kind::number && tokens[at].digits <= 2; };
  for (std::size_t at = 0; at + 4 < tokens.size(); ++at) {
    const auto& mark = tokens[at + 1].text;
    if (!is_short(at) || !is_short(at + 2) || tokens[at + 4].digits != 4) continue;
    if ((mark != "/" && mark != "-") || tokens[at + 3].text != mark) continue;
    if (tokens[at].value > 12 && tokens[at + 2].value <= 12) return NumericOrder::day_first;
    if (tokens[at + 2].value > 12 && tokens[at].value <= 12) return NumericOrder::month_first;
  }
  return NumericOrder::unknown;
}

}  // namespace reading
