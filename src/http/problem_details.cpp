#include "http/problem_details.h"

#include "http/status.h"

namespace http {

nlohmann::ordered_json problem_details(int status, std::string_view detail) {
  return {{"type", "about:blank"}, {"title", reason_phrase(status)}, {"status", status}, {"detail", detail}};
}

}  // namespace http
