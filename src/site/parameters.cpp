#include "site/parameters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "ascii.h"
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
constexpr Names<rendering::DateFormat, 3> date_formats{{{"long", rendering::DateFormat::long_form},
                                                        {"short", rendering::DateFormat::short_form},
                                                        {"none", rendering::DateFormat::none}}};
constexpr Names<rendering::MoreLink, 3> more_links{
    {{"auto", rendering::MoreLink::automatic}, {"on", rendering::MoreLink::on}, {"off", rendering::MoreLink::off}}};
constexpr Names<rendering::Target, 4> link_targets{{{"_top", rendering::Target::top},
                                                    {"_blank", rendering::Target::blank},
                                                    {"_self", rendering::Target::self},
                                                    {"_parent", rendering::Target::parent}}};
constexpr Names<bool, 2> empties{{{"text", false}, {"hide", true}}};
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

bool read_heading(std::string_view value, std::string& heading) {
  if (!fits(value)) return false;
  heading = value;
  return true;
}

bool read_level(std::string_view value, unsigned& level) {
  unsigned read = 0;
  if (!read_number(value, 6, read) || read < 2) return false;
  level = read;
  return true;
}

bool read_colour(std::string_view value, std::string& colour) {
  if (value.starts_with('#')) value.remove_prefix(1);
  if (value.size() != 6 || !std::all_of(value.begin(), value.end(), is_hex_digit)) return false;
  colour = to_lower(value);
  return true;
}

bool read_layout(std::string_view value, std::string& layout, const rendering::Catalogue& catalogue) {
  if (std::find(catalogue.layouts.begin(), catalogue.layouts.end(), value) == catalogue.layouts.end()) return false;
  layout = value;
  return true;
}

// The feed's own language changes nothing, unless items have other languages.
bool read_language(std::string_view value, ListQuery& query, const rendering::Catalogue& catalogue) {
  const auto language = catalogue.language_for(value);
  if (language.empty()) return false;
  const bool is_own = language == catalogue.own_language && !catalogue.is_multilingual;
  query.presentation.look.language = is_own ? std::string() : language;
  query.selection.language = query.presentation.look.language;
  return true;
}

using Text = std::string_view;
using Query = ListQuery;
using rendering::Catalogue;
constexpr std::string_view words_allowed = "words, 100 characters in all, in UTF-8, without control characters";

// Its values stand in for those that the query does not have: read_parameters() puts them in. So the canonical spelling
// has them, and not its name.
bool read_partner(std::string_view value, ListQuery&, const rendering::Catalogue& catalogue) {
  return catalogue.find_partner(value) != nullptr;
}

std::string no_name(const ListQuery&) { return ""; }

constexpr auto table = std::to_array<Parameter>({
    {partner_parameter, "a partner that the configuration names", "",
     "the values that the configuration has for this partner", lists::all, read_partner, no_name},
    {"limit", "a whole number from 1 to 100", "10", "items on a page", lists::all,
     [](Text value, Query& query, const Catalogue&) { return read_number(value, 100, query.selection.limit); },
     [](const Query& query) { return std::to_string(query.selection.limit); }},
    {"page", "a whole number from 1 to 1000000", "1", "which page of the list", lists::all,
     [](Text value, Query& query, const Catalogue&) { return read_number(value, max_page, query.selection.page); },
     [](const Query& query) { return std::to_string(query.selection.page); }},
    {"since", "a day that exists, as YYYY-MM-DD", "", "items of this day and later", lists::all,
     [](Text value, Query& query, const Catalogue&) { return read_day(value, query.selection.since); },
     [](const Query& query) { return write_day(query.selection.since); }},
    {"until", "a day that exists, as YYYY-MM-DD, and not before since", "", "items of this day and earlier", lists::all,
     [](Text value, Query& query, const Catalogue&) { return read_day(value, query.selection.until); },
     [](const Query& query) { return write_day(query.selection.until); }},
    {"q", words_allowed, "",
     "items with all of these words, or words that begin with them; text that the list leaves out is searched too",
     lists::all,
     [](Text value, Query& query, const Catalogue&) {
       if (!read_words(value, query.selection.words)) return false;
       query.selection.words = news::needed_for_all(std::move(query.selection.words));
       return true;
     },
     [](const Query& query) { return join(query.selection.words, ' '); }},
    {"exclude", words_allowed, "", "items with none of these words", lists::all,
     [](Text value, Query& query, const Catalogue&) {
       if (!read_words(value, query.selection.excluded)) return false;
       query.selection.excluded = news::needed_for_none(std::move(query.selection.excluded));
       return true;
     },
     [](const Query& query) { return join(query.selection.excluded, ' '); }},
    {"tag", "tags with commas between them, 100 characters in all, in UTF-8, without control characters", "",
     "items with any of these tags", lists::all,
     [](Text value, Query& query, const Catalogue&) { return read_tags(value, query.selection.tags); },
     [](const Query& query) { return join(query.selection.tags, ','); }},
    {"order", "newest or source", "newest", "newest first, or as in the file", lists::all,
     [](Text value, Query& query, const Catalogue&) { return read_name(value, orders, query.selection.order); },
     [](const Query& query) { return write_name(query.selection.order, orders); }},
    {"lang", "a language", "",
     "the language of dates and words, and of the items if the feed has some in it; without it, the feed's", lists::all,
     read_language, [](const Query& query) { return query.selection.language; }, &Catalogue::languages},
    {"fallback", "on or off", "off", "with lang: the items in other languages follow, each with its language's name",
     lists::all,
     [](Text value, Query& query, const Catalogue&) {
       if (!read_name(value, switches, query.selection.others_follow)) return false;
       query.presentation.look.names_languages = query.selection.others_follow;
       return true;
     },
     [](const Query& query) { return write_name(query.selection.others_follow, switches); }},
    {"layout", "a layout", rendering::default_layout, "how the list is laid out", lists::html,
     [](Text value, Query& query, const Catalogue& catalogue) {
       return read_layout(value, query.presentation.look.layout, catalogue);
     },
     [](const Query& query) { return query.presentation.look.layout; }, &Catalogue::layouts},
    {"theme", "auto, light or dark", "auto", "colours: the page's own, light, or dark", lists::html,
     [](Text value, Query& query, const Catalogue&) { return read_name(value, themes, query.presentation.theme); },
     [](const Query& query) { return write_name(query.presentation.theme, themes); }},
    {"accent", "six hexadecimal digits, such as b00020", "",
     "a colour for links and marks; its lightness is changed where it would be hard to read", lists::styled,
     [](Text value, Query& query, const Catalogue&) { return read_colour(value, query.presentation.accent); },
     [](const Query& query) { return query.presentation.accent; }},
    {"heading", "on, off, or a text of 100 characters at most", "on",
     "the list's heading: the feed's, none, or this one", lists::html,
     [](Text value, Query& query, const Catalogue&) { return read_heading(value, query.presentation.heading); },
     [](const Query& query) { return query.presentation.heading; }},
    {"level", "a whole number from 2 to 6", "2", "the level of the heading; the items' titles are one below it",
     lists::script | lists::fragment | lists::nodes,
     [](Text value, Query& query, const Catalogue&) { return read_level(value, query.presentation.level); },
     [](const Query& query) { return std::to_string(query.presentation.level); }},
    {"date", "long, short or none", "long", "how days are written: 30 July 2023, 30 Jul 2023, or not at all",
     lists::html,
     [](Text value, Query& query, const Catalogue&) {
       return read_name(value, date_formats, query.presentation.look.date);
     },
     [](const Query& query) { return write_name(query.presentation.look.date, date_formats); }},
    {"summary", "short, full or none", "short",
     "what an item shows of its text: the beginning of a long one, all, or nothing", lists::html,
     [](Text value, Query& query, const Catalogue&) {
       return read_name(value, summaries, query.presentation.look.summary);
     },
     [](const Query& query) { return write_name(query.presentation.look.summary, summaries); }},
    {"images", "on or off", "off", "the items' images; each is a request to the image's host", lists::html,
     [](Text value, Query& query, const Catalogue&) {
       return read_name(value, switches, query.presentation.look.images);
     },
     [](const Query& query) { return write_name(query.presentation.look.images, switches); }},
    {"more-link", "auto, on or off", "auto",
     "a link \"more\" below an item with a title, which is a link already; auto: only in /fragment", lists::html,
     [](Text value, Query& query, const Catalogue&) {
       return read_name(value, more_links, query.presentation.look.more_link);
     },
     [](const Query& query) { return write_name(query.presentation.look.more_link, more_links); }},
    {"target", "_top, _blank, _self or _parent", "_top", "where links open", lists::html,
     [](Text value, Query& query, const Catalogue&) {
       return read_name(value, link_targets, query.presentation.look.target);
     },
     [](const Query& query) { return write_name(query.presentation.look.target, link_targets); }},
    {"footer", "on or off", "on", "the link to all news", lists::html,
     [](Text value, Query& query, const Catalogue&) { return read_name(value, switches, query.presentation.footer); },
     [](const Query& query) { return write_name(query.presentation.footer, switches); }},
    {"empty", "text or hide", "text", "a list without items says so, or shows nothing", lists::html,
     [](Text value, Query& query, const Catalogue&) {
       return read_name(value, empties, query.presentation.hides_empty);
     },
     [](const Query& query) { return write_name(query.presentation.hides_empty, empties); }},
    {"styles", "on or off", "on", "our stylesheet, or none: then the page's own rules apply to the list",
     lists::script | lists::fragment | lists::nodes,
     [](Text value, Query& query, const Catalogue&) { return read_name(value, switches, query.presentation.styles); },
     [](const Query& query) { return write_name(query.presentation.styles, switches); }},
    {"more", "on or off", "off", "a button that adds the next page in place; without a script, a link to it",
     lists::script | lists::fragment | lists::nodes,
     [](Text value, Query& query, const Catalogue&) { return read_name(value, switches, query.presentation.more); },
     [](const Query& query) { return write_name(query.presentation.more, switches); }},
    {"refresh", "a whole number from 60 to 86400, or 0 for never", "0",
     "seconds after which the scripts renew the list, while the page is visible", lists::script | lists::fragment,
     [](Text value, Query& query, const Catalogue&) { return read_seconds(value, query.presentation.refresh); },
     [](const Query& query) { return std::to_string(query.presentation.refresh); }},
    {"shadow", "on or off", "off", "/fragment in a declarative shadow root: isolated from the page without a script",
     lists::fragment,
     [](Text value, Query& query, const Catalogue&) { return read_name(value, switches, query.presentation.shadow); },
     [](const Query& query) { return write_name(query.presentation.shadow, switches); }},
});

const Parameter* find_parameter(std::string_view name) {
  for (const auto& parameter : table) {
    if (parameter.name == name) return &parameter;
  }
  return nullptr;
}

bool has_value(const QueryFields& fields, const std::string& name) {
  return std::any_of(fields.begin(), fields.end(),
                     [&](const auto& field) { return field.first == name && !field.second.empty(); });
}

QueryFields with_values_of_partner(const rendering::Catalogue& catalogue, const QueryFields& sent) {
  auto fields = sent;
  for (const auto& [name, value] : sent) {
    const auto* partner = name == partner_parameter ? catalogue.find_partner(value) : nullptr;
    if (partner == nullptr) continue;
    for (const auto& own : partner->values) {
      if (!has_value(sent, own.first)) fields.push_back(own);
    }
    break;
  }
  return fields;
}

}  // namespace

std::span<const Parameter> parameters() { return table; }

bool has_allowed_value(const Parameter& parameter, const rendering::Catalogue& catalogue) {
  return parameter.name != partner_parameter || !catalogue.partners.empty();
}

std::string allowed_values(const Parameter& parameter, const rendering::Catalogue& catalogue) {
  if (parameter.names == nullptr) return std::string(parameter.allowed);
  std::string names(parameter.allowed);
  std::string_view separator = ": ";
  for (const auto& name : catalogue.*parameter.names) {
    names.append(separator).append(name);
    separator = ", ";
  }
  return names;
}

std::string ParameterProblem::message() const {
  return "the parameter " + parameter + " is \"" + value + "\"; it can be " + allowed;
}

Result<ListQuery, ParameterProblem> read_parameters(const rendering::Catalogue& catalogue, const QueryFields& sent,
                                                    unsigned kinds) {
  ListQuery query;
  const auto fields = with_values_of_partner(catalogue, sent);
  std::map<const Parameter*, std::string> spellings;
  for (const auto& [name, value] : fields) {
    const auto* parameter = find_parameter(name);
    if (parameter == nullptr || (parameter->lists & kinds) == 0 || value.empty()) continue;
    if (!parameter->read(value, query, catalogue)) {
      return ParameterProblem{name, value, allowed_values(*parameter, catalogue)};
    }
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

QueryFields asked_values(const ListQuery& query, unsigned kinds) {
  QueryFields asked;
  for (const auto& parameter : table) {
    if ((parameter.lists & kinds) == 0) continue;
    auto value = parameter.write(query);
    if (value != parameter.default_value) asked.emplace_back(parameter.name, std::move(value));
  }
  return asked;
}

std::string canonical_query(const ListQuery& query, unsigned kinds) {
  std::string text;
  for (const auto& [name, value] : asked_values(query, kinds)) {
    text += (text.empty() ? '?' : '&') + name + '=' + percent_encode(value);
  }
  return text;
}

}  // namespace site
