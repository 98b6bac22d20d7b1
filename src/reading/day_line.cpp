#include "reading/day_line.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

#include "reading/plain_text.h"

namespace reading {
namespace {

constexpr std::array<std::string_view, 12> months = {"january",   "february", "march",    "april",
                                                     "may",       "june",     "july",     "august",
                                                     "september", "october",  "november", "december"};
constexpr std::string_view right_form = ": write it as '30 July 2023' or '20-21 June 2023'";
constexpr std::size_t longest_day_line = 80;

struct Token {
  enum class Kind { number, word, dash, other } kind;
  std::string text;  // words in small letters
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) >= 0x80); }
char in_small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::size_t dash_size(std::string_view text) {
  for (const std::string_view dash : {"-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212"}) {
    if (text.starts_with(dash)) return dash.size();
  }
  return 0;
}

std::vector<Token> split(std::string_view line) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < line.size();) {
    if (line[at] == ' ') {
      ++at;
    } else if (const auto size = dash_size(line.substr(at)); size > 0) {
      tokens.push_back({Token::Kind::dash, "-"});
      at += size;
    } else if (is_digit(line[at])) {
      Token number{Token::Kind::number, ""};
      while (at < line.size() && is_digit(line[at])) number.text += line[at++];
      tokens.push_back(number);
    } else if (is_letter(in_small(line[at]))) {
      Token word{Token::Kind::word, ""};
      while (at < line.size() && is_letter(in_small(line[at])) && dash_size(line.substr(at)) == 0) {
        word.text += in_small(line[at++]);
      }
      if (word.text == "to") word.kind = Token::Kind::dash;
      tokens.push_back(word);
    } else {
      tokens.push_back({Token::Kind::other, std::string(1, line[at++])});
    }
  }
  return tokens;
}

// The number of a month's name, from 1; 0: it is none.
unsigned month_number(std::string_view name) {
  const auto found = std::find(months.begin(), months.end(), name);
  return found == months.end() ? 0 : static_cast<unsigned>(found - months.begin()) + 1;
}

std::string month_name(unsigned number) {
  std::string name(months[number - 1]);
  name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

// As it is written: "" where that part is left out.
struct WrittenDay {
  std::string day;
  std::string month;
  std::string year;
};

// Takes the tokens of one day off the front: number, then word, then number.
WrittenDay take_day(const std::vector<Token>& tokens, std::size_t& at) {
  WrittenDay written;
  const auto take = [&](Token::Kind kind) {
    return at < tokens.size() && tokens[at].kind == kind ? tokens[at++].text : std::string();
  };
  written.day = take(Token::Kind::number);
  if (!written.day.empty()) written.month = take(Token::Kind::word);
  if (!written.month.empty()) written.year = take(Token::Kind::number);
  return written;
}

bool is_complete(const WrittenDay& written) { return !written.year.empty(); }

// A value that no day and no year has, for numbers that are too long.
int value_of(const std::string& digits) { return digits.size() > 4 ? 99999 : std::stoi(digits); }

// `written` is complete, its month known. The day, or what is wrong with it.
std::variant<news::Date, std::string> existing_day(const WrittenDay& written) {
  const auto month = month_number(written.month);
  const auto day = static_cast<unsigned>(value_of(written.day));
  const auto year = value_of(written.year);
  if (const auto date = news::make_date(year, month, day)) return *date;
  const auto name = month_name(month) + " " + written.year;
  const auto first = news::make_date(year, month, 1);
  if (!first) return "the year " + quote(written.year) + " does not exist: years are 0001 to 9999";
  const auto last = std::chrono::year_month_day_last{first->year(), std::chrono::month_day_last{first->month()}};
  return quote(written.day + " " + name) + " does not exist: " + name + " has the days 1 to " +
         std::to_string(static_cast<unsigned>(last.day()));
}

bool starts_with_any(std::string_view text, const std::vector<std::string_view>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return text.starts_with(beginning); });
}

// Whether each part is one that people write days with, and there is at least a day of a month, or three numbers.
bool may_be_day(const std::vector<Token>& tokens) {
  std::size_t numbers = 0;
  std::size_t short_numbers = 0;
  std::size_t named_months = 0;
  for (const auto& token : tokens) {
    if (token.kind == Token::Kind::number) {
      ++numbers;
      if (token.text.size() <= 2) ++short_numbers;
    } else if (token.kind == Token::Kind::word) {
      const auto& word = token.text;
      const bool is_month = std::any_of(months.begin(), months.end(), [&](std::string_view month) {
        return month == word || (word.size() >= 3 && word.size() <= 4 && month.starts_with(word));
      });
      if (is_month) {
        ++named_months;
      } else if (word != "st" && word != "nd" && word != "rd" && word != "th" && word != "of" && word != "the" &&
                 word != "and" &&
                 !(word.size() <= 9 && starts_with_any(word, {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}))) {
        return false;
      }
    } else if (token.kind == Token::Kind::other && token.text.find_first_of(",./&:") == std::string::npos) {
      return false;
    }
  }
  return (named_months > 0 && short_numbers > 0) || (numbers == 3 && short_numbers >= 2 && named_months == 0);
}

DayLine other_notation(std::string_view line, const std::vector<Token>& tokens) {
  if (!may_be_day(tokens)) return Text{};
  return DoubtfulDay{quote(line) + " is not a day in the page's notation" + std::string(right_form)};
}

}  // namespace

DayLine read_day_line(std::string_view line) {
  if (line.empty() || line.size() > longest_day_line || !std::any_of(line.begin(), line.end(), is_digit)) return Text{};
  const auto tokens = split(line);
  std::size_t at = 0;
  auto first = take_day(tokens, at);
  auto last = first;
  const bool is_range = at < tokens.size() && tokens[at].kind == Token::Kind::dash && !first.day.empty();
  if (is_range) last = take_day(tokens, ++at);
  const bool has_shape = at == tokens.size() && is_complete(last) && last.year.size() == 4 &&
                         (first.year.empty() || first.year.size() == 4);
  if (!has_shape) return other_notation(line, tokens);

  if (first.month.empty()) first.month = last.month;
  if (first.year.empty()) first.year = last.year;
  for (const auto& month : {first.month, last.month}) {
    if (month_number(month) == 0) {
      return DoubtfulDay{quote(month) +
                         " is not a month: months are English and written in full, as in '30 July 2023'"};
    }
  }
  const auto start = existing_day(first);
  if (const auto* problem = std::get_if<std::string>(&start)) return WrongDay{*problem};
  const auto end = existing_day(last);
  if (const auto* problem = std::get_if<std::string>(&end)) return WrongDay{*problem};
  const news::Days days{std::get<news::Date>(start), std::get<news::Date>(end)};
  if (days.last < days.first) {
    return WrongDay{quote(line) + " ends before it starts: its end is " + news::to_string(days.last) + ", its start " +
                    news::to_string(days.first) + "; the earlier day comes first, with its own year where it differs"};
  }
  return days;
}

}  // namespace reading
