#include "site/parameters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "news/words.h"

namespace site {
namespace {

constexpr unsigned max_page = 1'000'000;  // more than any feed has that fits into a file

bool read_number(std::string_view value, unsigned most, unsigned& number) {
  unsigned read = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), read);
  if (error != std::errc() || end != value.data() + value.size() || read < 1 || read > most) return false;
  number = read;
  return true;
}

bool read_seconds(std::string_view value, unsigned& seconds) {
  unsigned read = 0;
  if (value != "0" && (!read_number(value, 86'400, read) || read < 60)) return false;
  seconds = read;
  return true;
}

bool read_day(std::string_view value, std::optional<news::Date>& date) {
  const auto read = news::parse_date(value);
  if (read) date = read;
  return read.has_value();
}

std::string write_day(const std::optional<news::Date>& date) { return date ? news::to_string(*date) : ""; }

std::string join(const std::vector<std::string>& words, char separator) {
  std::string joined;
  for (const auto& word : words) {
    if (!joined.empty()) joined += separator;
    joined += word;
  }
  return joined;
}

constexpr std::size_t max_characters = 100;

// Whether it is short UTF-8 text without control characters.
bool fits(std::string_view value) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
  const auto characters = news::count_characters(value);
  return characters && *characters <= max_characters && std::none_of(value.begin(), value.end(), is_control);
}

// The folded form has a limit too. It can be longer than the value: one Arabic ligature becomes 18
// letters. Links to other pages of the list are made from the folded form, and must be accepted.
bool read_words(std::string_view value, std::vector<std::string>& words) {
  if (!fits(value)) return false;
  words = news::words_of(value);
  return fits(join(words, ' '));
}

bool read_tags(std::string_view value, std::vector<std::string>& tags) {
  if (!fits(value)) return false;
  tags = news::tags_of(value);
  return fits(join(tags, ','));
}

template <class Value, std::size_t count>
using Names = std::array<std::pair<std::string_view, Value>, count>;

constexpr Names<news::Order, 2> orders{{{"newest", news::Order::newest}, {"source", news::Order::source}}};
constexpr Names<rendering::Theme, 3> themes{
    {{"auto", rendering::Theme::automatic}, {"light", rendering::Theme::light}, {"dark", rendering::Theme::dark}}};
constexpr Names<rendering::Summary, 3> summaries{
    {{"short", rendering::Summary::shortened}, {"full", rendering::Summary::full}, {"none", rendering::Summary::none}}};
constexpr Names<bool, 2> switches{{{"on", true}, {"off", false}}};

template <class Value, std::size_t count>
bool read_name(std::string_view text, const Names<Value, count>& names, Value& value) {
  for (const auto& [name, meaning] : names) {
    if (name != text) continue;
    value = meaning;
    return true;
  }
  return false;
}

template <class Value, std::size_t count>
std::string write_name(Value value, const Names<Value, count>& names) {
  for (const auto& [name, meaning] : names) {
    if (meaning == value) return std::string(name);
  }
  return {};
}

constexpr std::array<Parameter, 14> table{{
    {"limit", "a whole number from 1 to 100", "10", "items on a page", lists::all,
     [](std::string_view value, ListQuery& query) { return read_number(value, 100, query.selection.limit); },
     [](const ListQuery& query) { return std::to_string(query.selection.limit); }},
    {"page", "a whole number from 1 to 1000000", "1", "which page of the list", lists::all,
     [](std::string_view value, ListQuery& query) { return read_number(value, max_page, query.selection.page); },
     [](const ListQuery& query) { return std::to_string(query.selection.page); }},
    {"since", "a day that exists, as YYYY-MM-DD", "", "items of this day and later", lists::all,
     [](std::string_view value, ListQuery& query) { return read_day(value, query.selection.since); },
     [](const ListQuery& query) { return write_day(query.selection.since); }},
    {"until", "a day that exists, as YYYY-MM-DD, and not before since", "", "items of this day and earlier", lists::all,
     [](std::string_view value, ListQuery& query) { return read_day(value, query.selection.until); },
     [](const ListQuery& query) { return write_day(query.selection.until); }},
    {"q", "words, 100 characters in all, in UTF-8, without control characters", "",
     "items with all of these words, or words that begin with them", lists::all,
     [](std::string_view value, ListQuery& query) {
       if (!read_words(value, query.selection.words)) return false;
       query.selection.words = news::needed_for_all(std::move(query.selection.words));
       return true;
     },
     [](const ListQuery& query) { return join(query.selection.words, ' '); }},
    {"exclude", "words, 100 characters in all, in UTF-8, without control characters", "",
     "items with none of these words", lists::all,
     [](std::string_view value, ListQuery& query) {
       if (!read_words(value, query.selection.excluded)) return false;
       query.selection.excluded = news::needed_for_none(std::move(query.selection.excluded));
       return true;
     },
     [](const ListQuery& query) { return join(query.selection.excluded, ' '); }},
    {"tag", "tags with commas between them, 100 characters in all, in UTF-8, without control characters", "",
     "items with any of these tags", lists::all,
     [](std::string_view value, ListQuery& query) { return read_tags(value, query.selection.tags); },
     [](const ListQuery& query) { return join(query.selection.tags, ','); }},
    {"order", "newest or source", "newest", "newest first, or as in the file", lists::all,
     [](std::string_view value, ListQuery& query) { return read_name(value, orders, query.selection.order); },
     [](const ListQuery& query) { return write_name(query.selection.order, orders); }},
    {"layout", "the name of a layout: " LATEST_NEWS_LAYOUTS, "list", "how the list is laid out", lists::html,
     [](std::string_view value, ListQuery& query) {
       const auto found = std::find(rendering::layout_names.begin(), rendering::layout_names.end(), value);
       if (found == rendering::layout_names.end()) return false;
       query.presentation.look.layout = static_cast<std::size_t>(found - rendering::layout_names.begin());
       return true;
     },
     [](const ListQuery& query) { return std::string(rendering::layout_names[query.presentation.look.layout]); }},
    {"summary", "short, full or none", "short",
     "what an item shows of its text: the beginning of a long one, all, or nothing", lists::html,
     [](std::string_view value, ListQuery& query) {
       return read_name(value, summaries, query.presentation.look.summary);
     },
     [](const ListQuery& query) { return write_name(query.presentation.look.summary, summaries); }},
    {"theme", "auto, light or dark", "auto", "colours: the page's own, light, or dark", lists::html,
     [](std::string_view value, ListQuery& query) { return read_name(value, themes, query.presentation.theme); },
     [](const ListQuery& query) { return write_name(query.presentation.theme, themes); }},
    {"more", "on or off", "off", "a button that adds the next page in place; without a script, a link to it",
     lists::script | lists::fragment | lists::nodes,
     [](std::string_view value, ListQuery& query) { return read_name(value, switches, query.presentation.more); },
     [](const ListQuery& query) { return write_name(query.presentation.more, switches); }},
    {"refresh", "a whole number from 60 to 86400, or 0 for never", "0",
     "seconds after which the scripts renew the list, while the page is visible", lists::script | lists::fragment,
     [](std::string_view value, ListQuery& query) { return read_seconds(value, query.presentation.refresh); },
     [](const ListQuery& query) { return std::to_string(query.presentation.refresh); }},
    {"shadow", "on or off", "off", "/fragment in a declarative shadow root: isolated from the page without a script",
     lists::fragment,
     [](std::string_view value, ListQuery& query) { return read_name(value, switches, query.presentation.shadow); },
     [](const ListQuery& query) { return write_name(query.presentation.shadow, switches); }},
}};

const Parameter* find_parameter(std::string_view name) {
  for (const auto& parameter : table) {
    if (parameter.name == name) return &parameter;
  }
  return nullptr;
}

}  // namespace

std::span<const Parameter> parameters() { return table; }

std::string ParameterProblem::message() const {
  return "the parameter " + parameter + " is \"" + value + "\"; it can be " + allowed;
}

Result<ListQuery, ParameterProblem> read_parameters(const QueryFields& fields, unsigned kinds) {
  ListQuery query;
  std::map<const Parameter*, std::string> spellings;
  for (const auto& [name, value] : fields) {
    const auto* parameter = find_parameter(name);
    if (parameter == nullptr || (parameter->lists & kinds) == 0 || value.empty()) continue;
    if (!parameter->read(value, query)) return ParameterProblem{name, value, std::string(parameter->allowed)};
    const auto [earlier, is_first] = spellings.emplace(parameter, parameter->write(query));
    if (!is_first && earlier->second != parameter->write(query)) {
      return ParameterProblem{name, value, "given once only; it was \"" + earlier->second + "\" before"};
    }
  }
  const auto& [since, until] = std::pair(query.selection.since, query.selection.until);
  if (since && until && *until < *since) {
    return ParameterProblem{"until", news::to_string(*until),
                            "no day before since, which is " + news::to_string(*since)};
  }
  return query;
}

QueryFields asked_values(const ListQuery& query) {
  QueryFields asked;
  for (const auto& parameter : table) {
    auto value = parameter.write(query);
    if (value != parameter.default_value) asked.emplace_back(parameter.name, std::move(value));
  }
  return asked;
}

std::string canonical_query(const ListQuery& query) {
  std::string text;
  for (const auto& [name, value] : asked_values(query)) {
    text += (text.empty() ? '?' : '&') + name + '=' + percent_encode(value);
  }
  return text;
}

}  // namespace site
