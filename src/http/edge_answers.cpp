#include "http/edge_answers.h"

#include <string>
#include <string_view>

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

// A JSON string (RFC 8259, section 7) of valid UTF-8.
std::string quote(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20) {
      quoted.append("\\u00").append({digits[byte >> 4], digits[byte & 15]});
    } else {
      if (c == '"' || c == '\\') quoted += '\\';
      quoted += c;
    }
  }
  return quoted + "\"";
}

Representation make(const RefusalText& text, const std::vector<Field>& fields) {
  Representation answer;
  answer.body = problem_details(text.status, reason_phrase(text.status), text.sentence);
  answer.head = status_line(text.status);
  answer.head.append("Content-Type: application/problem+json\r\nContent-Length: ");
  answer.head.append(std::to_string(answer.body.size())).append("\r\n");
  if (text.status == 405) answer.head.append(allow);
  if (text.status == 503) answer.head.append("Retry-After: 1\r\n");  // RFC 9110, section 10.2.3
  // Some statuses may be kept without leave (RFC 9110, section 15.1), and a request at fault says nothing of the next.
  answer.head.append("Cache-Control: no-store\r\n");
  append(answer.head, fields);
  return answer;
}

}  // namespace

std::string problem_details(int status, std::string_view title, std::string_view detail) {
  std::string json = "{\"type\":\"about:blank\",\"title\":";
  json.append(quote(title)).append(",\"status\":").append(std::to_string(status));
  return json.append(",\"detail\":").append(quote(detail)).append("}");
}

EdgeAnswers::EdgeAnswers(const std::vector<Field>& error_fields, const std::vector<Field>& options_fields) {
  for (const RefusalText& text : refusal_texts) {
    refusals_[static_cast<std::size_t>(text.refusal)] = make(text, error_fields);
  }
  options_.head = status_line(204).append(allow);
  append(options_.head, options_fields);
}

}  // namespace http
