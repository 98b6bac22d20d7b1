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

// Unknown names are ignored: partners' tools add some of their own. An empty value is the default. A name given twice
// must have one meaning. Error: the first problem in the order of `fields`.
Result<ListQuery, ParameterProblem> read_parameters(const QueryFields& fields);

// Names and values of all that is asked other than by default, in the order of the table.
QueryFields asked_values(const ListQuery& query);

// The one spelling of a query: defaults left out, in the order of the table. "?limit=5&theme=dark", or "".
std::string canonical_query(const ListQuery& query);

}  // namespace site
