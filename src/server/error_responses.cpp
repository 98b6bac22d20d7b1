#include "server/error_responses.h"

#include <string>
#include <string_view>

#include "http/problem_details.h"
#include "http/status.h"

namespace server {
namespace {

constexpr std::string_view allow = "Allow: GET, HEAD, OPTIONS\r\n";  // RFC 9110, section 10.2.1

std::string status_line(int status) {
  return std::string("HTTP/1.1 ").append(std::to_string(status)).append(" ").append(http::reason_phrase(status)) +
         "\r\n";
}

void append(std::string& head, const std::vector<http::Field>& fields) {
  for (const http::Field& field : fields) head.append(field.name).append(": ").append(field.value).append("\r\n");
}

Representation make(const http::RequestErrorText& text, const std::vector<http::Field>& fields,
                    const std::string& page) {
  Representation answer;
  answer.body = page.empty() ? http::problem_details(text.status, text.sentence).dump() : page;
  answer.head = status_line(text.status);
  answer.head.append("Content-Type: ").append(page.empty() ? http::problem_type : "text/html; charset=utf-8");
  answer.head.append("\r\nContent-Length: ");
  answer.head.append(std::to_string(answer.body.size())).append("\r\n");
  if (text.status == 405) answer.head.append(allow);
  if (text.status == 503) answer.head.append("Retry-After: 1\r\n");  // RFC 9110, section 10.2.3
  // Caches may store some statuses by default (RFC 9110, section 15.1). But an error says nothing
  // about the next request.
  answer.head.append("Cache-Control: no-store\r\n");
  append(answer.head, fields);
  return answer;
}

}  // namespace

ErrorResponses::ErrorResponses(const std::vector<http::Field>& error_fields,
                               const std::vector<http::Field>& options_fields, const MakePage& make_page) {
  for (const http::RequestErrorText& text : http::request_errors) {
    const auto place = static_cast<std::size_t>(text.refusal);
    refusals_[place] = make(text, error_fields, "");
    pages_[place] = make(text, error_fields, make_page ? make_page(text.status, text.sentence) : "");
  }
  options_.head = status_line(204).append(allow);
  append(options_.head, options_fields);
}

}  // namespace server
