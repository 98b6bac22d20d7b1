#include "site/problem.h"

#include "http/problem_details.h"
#include "rendering/json_text.h"
#include "site/resolve.h"

namespace site {
std::string not_found(const std::string& path, const std::string& public_url) {
  return rendering::json_text(
      http::problem_details(404, "there is nothing at " + path + "; " + public_url + "/ lists what there is"));
}

std::string gone(const std::string& path, const std::string& public_url) {
  return rendering::json_text(
      http::problem_details(410, "the item at " + path + " was taken back; " + public_url + "/ has the news"));
}

std::string replaced(const std::string& path, const std::string& current) {
  return rendering::json_text(
      http::problem_details(404, path + " is of another release; the current one is " + current));
}

std::string path_too_long() {
  return rendering::json_text(
      http::problem_details(414, "the path is longer than " + std::to_string(max_path_bytes) + " bytes"));
}

std::string bad_parameter(const ParameterProblem& problem) {
  auto details = http::problem_details(400, problem.message());
  details["parameter"] = problem.parameter;
  details["value"] = problem.value;
  details["allowed"] = problem.allowed;
  return rendering::json_text(details);
}

}  // namespace site
