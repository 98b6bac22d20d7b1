// site/parameters.h - the query parameters of every list, in one table: reading, writing, errors and documentation
// come from it.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "news/selection.h"
#include "rendering/presentation.h"
#include "result.h"
#include "site/target.h"

namespace site {

// The kinds of lists, as bits: what a row of the table names.
namespace lists {
inline constexpr unsigned script = 1;    // /latest-news.js
inline constexpr unsigned fragment = 2;  // /fragment
inline constexpr unsigned nodes = 4;     // /fragment.json
inline constexpr unsigned page = 8;      // /embed
inline constexpr unsigned feed = 16;     // /news.json
inline constexpr unsigned html = script | fragment | nodes | page;
inline constexpr unsigned all = html | feed;
}  // namespace lists

// All that a list can be asked.
struct ListQuery {
  news::Query selection;
  rendering::Presentation presentation;

  friend bool operator==(const ListQuery&, const ListQuery&) = default;
};

struct Parameter {
  std::string_view name;
  std::string_view allowed;  // in words, after "is": "a whole number from 1 to 100"
  std::string_view default_value;
  std::string_view meaning;
  unsigned lists;  // where it means something; elsewhere it is ignored, as an unknown name is

  // Puts the value's meaning into the query. False: the value is none of those allowed.
  bool (*read)(std::string_view value, ListQuery& query);
  // The one spelling of the query's value.
  std::string (*write)(const ListQuery& query);
};

// In the order of the canonical spelling.
std::span<const Parameter> parameters();

// Why a query cannot be answered.
struct ParameterProblem {
  std::string parameter;
  std::string value;
  std::string allowed;

  // One line, for people.
  std::string message() const;
};

// `kinds`: the lists that are asked (bits of `lists`). Ignored are unknown names, as partners' tools add some of their
// own, names that mean nothing there, and empty values. A name that is given twice must have one meaning.
// Error: the first problem in the order of `fields`; an `until` before its `since` comes last.
Result<ListQuery, ParameterProblem> read_parameters(const QueryFields& fields, unsigned kinds = lists::all);

// Names and values of all that is asked other than by default, in the order of the table.
QueryFields asked_values(const ListQuery& query);

// The one spelling of a query: defaults left out, in the order of the table. "?limit=5&theme=dark", or "".
std::string canonical_query(const ListQuery& query);

}  // namespace site
