// site/parameters.h - the query parameters of all lists, in one table. Reading, writing, errors and
// documentation come from it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "news/selection.h"
#include "rendering/catalogue.h"
#include "rendering/presentation.h"
#include "result.h"
#include "site/target.h"

namespace site {

// The kinds of lists, as bits. Each row of the table has a set of them.
namespace lists {
inline constexpr unsigned script = 1;                      // /latest-news.js
inline constexpr unsigned fragment = 2;                    // /fragment
inline constexpr unsigned nodes = 4;                       // /fragment.json
inline constexpr unsigned page = 8;                        // /embed
inline constexpr unsigned feed = 16;                       // /news.json
inline constexpr unsigned styled = script | nodes | page;  // those that bring their styles
inline constexpr unsigned html = script | fragment | nodes | page;
inline constexpr unsigned all = html | feed;
}  // namespace lists

// All settings of a list that a query can choose.
struct ListQuery {
  news::Query selection;
  rendering::Presentation presentation;

  friend bool operator==(const ListQuery&, const ListQuery&) = default;
};

struct Parameter {
  using Names = std::vector<std::string> rendering::Catalogue::*;
  std::string_view name;
  std::string_view allowed;  // in words that follow "can be": "a whole number from 1 to 100"
  std::string_view default_value;
  std::string_view meaning;
  unsigned lists;  // the lists where it has a meaning; others ignore it, like an unknown name

  // Puts the value's meaning into the query. False if the value is not allowed.
  bool (*read)(std::string_view value, ListQuery& query, const rendering::Catalogue& catalogue);
  // The one canonical spelling of the query's value.
  std::string (*write)(const ListQuery& query);
  // The names that are allowed; null if they do not depend on the files of widget/.
  Names names = nullptr;
};

// The parameter that names a partner of the configuration. The configuration, not the query, has its values.
inline constexpr std::string_view partner_parameter = "partner";

// In the order of the canonical spelling.
std::span<const Parameter> parameters();

// False for `partner` if the configuration names no partner: then no value is allowed.
bool has_allowed_value(const Parameter& parameter, const rendering::Catalogue& catalogue);

// `allowed`, with the names of the catalogue.
std::string allowed_values(const Parameter& parameter, const rendering::Catalogue& catalogue);

// The reason why a query cannot be answered.
struct ParameterProblem {
  std::string parameter;
  std::string value;
  std::string allowed;

  // One line, for people.
  std::string message() const;
};

// `kinds` are the requested lists (bits of `lists`). Ignored are: unknown names, because partners'
// tools add their own; names that have no meaning there; and empty values. A name that is given
// twice must have one meaning. Error: the first problem in the order of `sent`. An `until` before
// its `since` comes last.
Result<ListQuery, ParameterProblem> read_parameters(const rendering::Catalogue& catalogue, const QueryFields& sent,
                                                    unsigned kinds = lists::all);

// Names and values that differ from the defaults, in the order of the table, of the parameters that
// have a meaning in one of these lists.
QueryFields asked_values(const ListQuery& query, unsigned kinds = lists::all);

// The one canonical spelling of a query, without defaults, in the order of the table.
// "?limit=5&theme=dark", or "".
std::string canonical_query(const ListQuery& query, unsigned kinds = lists::all);

}  // namespace site
