#include "site/problem.h"

#include <nlohmann/json.hpp>

#include "rendering/json_text.h"
#include "site/resolve.h"

namespace site {
namespace {

nlohmann::ordered_json problem_details(int status, const char* title, const std::string& detail) {
  return {{"type", "about:blank"}, {"title", title}, {"status", status}, {"detail", detail}};
}

}  // namespace

std::string not_found(const std::string& path, const std::string& public_url) {
  return rendering::json_text(problem_details(
      404, "Not Found", "there is nothing at " + path + "; what there is stands on " + public_url + "/"));
}

std::string replaced(const std::string& path, const std::string& current) {
  return rendering::json_text(
      problem_details(404, "Not Found", path + " is of another release; the current one is " + current));
}

std::string path_too_long() {
  return rendering::json_text(
      problem_details(414, "URI Too Long", "the path is longer than " + std::to_string(max_path_bytes) + " bytes"));
}

std::string bad_parameter(const ParameterProblem& problem) {
  auto details = problem_details(400, "Bad Request", problem.message());
  details["parameter"] = problem.parameter;
  details["value"] = problem.value;
  details["allowed"] = problem.allowed;
  return rendering::json_text(details);
}

}  // namespace site
