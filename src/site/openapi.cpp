#include "site/openapi.h"

#include "rendering/json_text.h"
#include "site/parameters.h"
#include "site/resolve.h"

namespace site {
namespace {

using nlohmann::ordered_json;

ordered_json parameter_of(const Parameter& parameter, const rendering::Catalogue& catalogue) {
  ordered_json schema = {{"type", "string"}};
  if (!parameter.default_value.empty()) schema["default"] = parameter.default_value;
  return {{"name", parameter.name},
          {"in", "query"},
          {"required", false},
          {"description", std::string(parameter.meaning) + ". Allowed: " + allowed_values(parameter, catalogue) + "."},
          {"schema", schema}};
}

ordered_json responses_of(const RouteDescription& route) {
  ordered_json ok = {{"description", route.summary}};
  ok["content"][route.type] = ordered_json::object();
  const auto problem = [](const char* description) {
    ordered_json answer = {{"description", description}};
    answer["content"]["application/problem+json"] = ordered_json::object();
    return answer;
  };
  ordered_json responses;
  responses["200"] = std::move(ok);
  if (route.lists != 0 && route.lists != lists::script)
    responses["400"] = problem("a parameter has a value that is not allowed");
  if (route.name.find('{') != std::string_view::npos) responses["404"] = problem("there is no such item");
  return responses;
}

}  // namespace

std::string openapi(const std::string& title, const std::string& public_url, const rendering::Catalogue& catalogue) {
  ordered_json paths = ordered_json::object();
  for (const auto& route : described_routes()) {
    auto parameters = ordered_json::array();
    if (route.name.find("{id}") != std::string_view::npos) {
      parameters.push_back({{"name", "id"},
                            {"in", "path"},
                            {"required", true},
                            {"description", "an item's id"},
                            {"schema", {{"type", "string"}}}});
    }
    for (const auto& parameter : site::parameters()) {
      if ((parameter.lists & route.lists) == 0 || !has_allowed_value(parameter, catalogue)) continue;
      parameters.push_back(parameter_of(parameter, catalogue));
    }
    ordered_json operation = {{"summary", route.summary}};
    if (!parameters.empty()) operation["parameters"] = std::move(parameters);
    operation["responses"] = responses_of(route);
    paths[std::string(route.name)]["get"] = std::move(operation);
  }
  return rendering::json_text(
      {{"openapi", "3.1.0"},
       {"info",
        {{"title", title}, {"version", "1"}, {"description", "The latest news, for partners' pages and programs."}}},
       {"servers", {{{"url", public_url}}}},
       {"paths", std::move(paths)}});
}

}  // namespace site
