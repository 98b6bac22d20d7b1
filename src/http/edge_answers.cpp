#include "http/edge_answers.h"

#include <string>

#include "http/status.h"

namespace http {
namespace {

constexpr std::string_view allow = "Allow: GET, HEAD, OPTIONS\r\n";  // RFC 9110, section 10.2.1

std::string status_line(int status) {
  return std::string("HTTP/1.1 ").append(std::to_string(status)).append(" ").append(reason_phrase(status)) + "\r\n";
}

void append(std::string& head, const std::vector<Field>& fields) {
  for (const Field& field : fields) head.append(field.name).append(": ").append(field.value).append("\r\n");
}

Representation make(const RefusalText& text, const std::vector<Field>& fields) {
  Representation answer;
  answer.body = std::string(text.sentence) + "\n";
  answer.head = status_line(text.status);
  answer.head.append("Content-Type: text/plain; charset=utf-8\r\nContent-Length: ");
  answer.head.append(std::to_string(answer.body.size())).append("\r\n");
  if (text.status == 405) answer.head.append(allow);
  if (text.status == 503) answer.head.append("Retry-After: 1\r\n");  // RFC 9110, section 10.2.3
  append(answer.head, fields);
  return answer;
}

}  // namespace

EdgeAnswers::EdgeAnswers(const std::vector<Field>& error_fields, const std::vector<Field>& options_fields) {
  for (const RefusalText& text : refusal_texts) {
    refusals_[static_cast<std::size_t>(text.refusal)] = make(text, error_fields);
  }
  options_.head = status_line(204).append(allow);
  append(options_.head, options_fields);
}

}  // namespace http
