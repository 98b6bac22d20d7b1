#include "reading/insert_item.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include "news/feed.h"
#include "news/ids.h"
#include "reading/day_line.h"
#include "reading/invisible_marks.h"
#include "reading/news_reader.h"
#include "reading/plain_text.h"
#include "reading/text_page.h"
#include "reading/xml_feed.h"

namespace reading {
namespace {

// The names of months within a date, from CLDR.
struct MonthNames {
  std::string_view language;
  std::array<std::string_view, 12> names;
};
// clang-format off
constexpr auto months = std::to_array<MonthNames>({
    {"en", {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}},
    {"fr", {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}},
    {"de", {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"}},
    {"nl", {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"}},
    {"es", {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"}},
    {"it", {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"}},
    {"pt", {"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"}},
    {"pl", {"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia"}},
    {"uk", {"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"}},
    {"ru", {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"}},
    {"ar", {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"}},
});
// clang-format on

std::string day_in_words(news::Date day, std::string_view language) {
  const auto year = std::to_string(static_cast<int>(day.year()));
  const auto month = static_cast<unsigned>(day.month());
  const auto number = std::to_string(static_cast<unsigned>(day.day()));
  if (language == "zh") return year + "年" + std::to_string(month) + "月" + number + "日";
  const auto* found =
      std::find_if(months.begin(), months.end(), [&](const MonthNames& row) { return row.language == language; });
  if (found == months.end()) found = months.begin();
  const std::string name(found->names[month - 1]);
  if (language == "de") return number + ". " + name + " " + year;
  if (language == "es" || language == "pt") return number + " de " + name + " de " + year;
  return number + " " + name + " " + year;
}

std::string days_in_words(const news::Days& days, std::string_view language) {
  auto last = day_in_words(days.last, language);
  if (days.first == days.last) return last;
  const bool is_same_month = days.first.year() == days.last.year() && days.first.month() == days.last.month();
  if (is_same_month && (language == "en" || language.empty())) {
    return std::to_string(static_cast<unsigned>(days.first.day())) + "-" + last;
  }
  return day_in_words(days.first, language) + " - " + last;
}

// The offsets of the lines with the items' days, in the order of the page.
std::vector<std::size_t> find_day_lines(std::string_view bytes, const news::Feed& feed) {
  const auto order = settle_numeric_order(bytes);
  std::vector<std::size_t> places;
  for (std::size_t from = 0; from < bytes.size() && places.size() < feed.items.size();) {
    const auto line = line_at(bytes, from);
    const auto read = read_day_line(fold_spaces(without_invisible_marks(line.text)), order);
    const auto* day = std::get_if<Day>(&read);
    if (day != nullptr && day->days == feed.items[places.size()].days) places.push_back(from);
    from = line.next;
  }
  return places;
}

bool is_blank_line_before(std::string_view bytes, std::size_t at) {
  if (at == 0) return false;
  auto end = at - 1;
  if (end > 0 && bytes[end] == '\n' && bytes[end - 1] == '\r') --end;
  while (end > 0 && (bytes[end - 1] == ' ' || bytes[end - 1] == '\t')) --end;
  return end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r');
}

std::string insert_into_page(std::string_view bytes, const news::Feed& feed, const NewItem& item,
                             const std::string& line_end) {
  const auto day_lines = find_day_lines(bytes, feed);
  std::size_t at = bytes.size();
  for (std::size_t place = 0; place < day_lines.size(); ++place) {
    if (feed.items[place].days->first > item.days.first) continue;
    at = day_lines[place];
    break;
  }
  const bool is_last = at == bytes.size();
  const bool has_blanks = is_blank_line_before(bytes, is_last && !day_lines.empty() ? day_lines.back() : at);
  const auto more = item.url.empty() ? std::string("more") : "[more](" + item.url + ")";
  std::string added;
  if (is_last && !bytes.ends_with('\n')) added += line_end;
  if (is_last && has_blanks) added += line_end;
  added += days_in_words(item.days, feed.language) + line_end + fold_spaces(item.title) + line_end +
           fold_spaces(item.text) + " " + more + line_end;
  if (!is_last && has_blanks) added += line_end;
  return std::string(bytes.substr(0, at)) + added + std::string(bytes.substr(at));
}

// The offset after the "[" of the member "items" of the outermost object. The bytes are JSON that
// was already read.
std::optional<std::size_t> find_items(std::string_view bytes) {
  int depth = 0;
  std::size_t string_start = 0;
  bool is_in_string = false;
  std::string_view last_string;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (is_in_string) {
      if (c == '\\') ++at;
      if (c != '"') continue;
      is_in_string = false;
      last_string = bytes.substr(string_start, at - string_start);
    } else if (c == '"') {
      is_in_string = true;
      string_start = at + 1;
    } else if (c == '[' && depth == 1 && last_string == "items") {
      return at + 1;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return std::nullopt;
}

std::string replace_all(std::string text, std::string_view from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string new_id(const news::Feed& feed, const NewItem& item) {
  std::set<std::string_view> ids;
  for (const auto& one : feed.items) ids.insert(one.id);
  const auto id = news::make_id(item.days.first, item.title);
  auto unique = id;
  for (int number = 2; ids.contains(unique); ++number) unique = id + "-" + std::to_string(number);
  return unique;
}

std::optional<std::string> insert_into_json(std::string_view bytes, const news::Feed& feed, const NewItem& item,
                                            const std::string& line_end) {
  const auto at = find_items(bytes);
  if (!at) return std::nullopt;
  nlohmann::ordered_json written = {{"id", new_id(feed, item)}, {"title", item.title}, {"content_text", item.text}};
  if (!item.url.empty()) written["url"] = item.url;
  written["date_published"] = news::to_string(item.days.first) + "T00:00:00Z";
  written["_latest_news"] = {{"start", news::to_string(item.days.first)}, {"end", news::to_string(item.days.last)}};
  const auto next = std::min(bytes.find_first_not_of(" \t\r\n", *at), bytes.size());
  const auto space = bytes.substr(*at, next - *at);
  const auto last_line = space.rfind('\n');
  const bool is_first = bytes.substr(next, 1) == "]";
  std::string added;
  if (last_line == std::string_view::npos) {
    added = std::string(space) + written.dump() + (is_first ? "" : ",");
  } else {
    const std::string indent(space.substr(last_line + 1));
    const std::string own_indent = is_first ? indent + "  " : indent;
    added = std::string(space.substr(0, last_line + 1)) + own_indent +
            replace_all(written.dump(2), "\n", line_end + own_indent) + (is_first ? "" : ",");
  }
  return std::string(bytes.substr(0, *at)) + added + std::string(bytes.substr(*at));
}

// Nothing, or the difference between the new file and the old file with the item.
std::optional<std::string> problem_with(const news::Feed& before, const news::Feed& after, const NewItem& item) {
  std::vector<const news::Item*> others;
  const news::Item* added = nullptr;
  for (const auto& one : after.items) {
    const bool is_known = std::find(before.items.begin(), before.items.end(), one) != before.items.end();
    if (!is_known && added == nullptr) {
      added = &one;
    } else {
      others.push_back(&one);
    }
  }
  const bool keeps_others = others.size() == before.items.size() &&
                            std::equal(others.begin(), others.end(), before.items.begin(),
                                       [](const news::Item* one, const news::Item& other) { return *one == other; });
  if (added == nullptr || !keeps_others) return "an item with that day and title is there already";
  if (added->title != fold_spaces(item.title)) return "the title would be read as " + quote(added->title);
  if (added->text != fold_spaces(item.text)) return "the text would be read as " + quote(added->text);
  if (added->days != item.days) return std::string("the day would be read as another one");
  if (added->url != item.url) return "the URL would be read as " + quote(added->url);
  return std::nullopt;
}

}  // namespace

Result<std::string, InsertError> insert_item(std::string_view bytes, const NewItem& item) {
  const auto content = bytes.starts_with(byte_order_mark) ? bytes.substr(byte_order_mark.size()) : bytes;
  if (looks_like_xml(content)) {
    return InsertError{
        "this is XML: items can be added to a text page or a JSON Feed (`latest-news import` makes one)"};
  }
  if (count_valid_utf8(bytes) < bytes.size()) return InsertError{"the file is not UTF-8: save it as UTF-8 first"};
  auto before = read_news(bytes);
  if (!before.has_value())
    return InsertError{"the file has errors, which `latest-news check` shows: correct them first"};
  const auto& feed = before.value().feed;
  const std::string line_end = bytes.find("\r\n") == std::string_view::npos ? "\n" : "\r\n";
  const auto first = content.find_first_not_of(" \t\r\n");
  const bool is_json = first != std::string_view::npos && content[first] == '{';
  auto written = is_json ? insert_into_json(bytes, feed, item, line_end)
                         : std::optional(insert_into_page(bytes, feed, item, line_end));
  if (!written) return InsertError{"the feed has no member \"items\""};
  const auto after = read_news(*written);
  if (!after.has_value()) {
    return InsertError{"the item cannot be read in this file: " +
                       (after.error().empty() ? "" : after.error().front().message)};
  }
  if (auto problem = problem_with(feed, after.value().feed, item)) return InsertError{std::move(*problem)};
  return std::move(*written);
}

}  // namespace reading
