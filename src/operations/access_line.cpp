#include "operations/access_line.h"

#include <nlohmann/json.hpp>
#include <string_view>

#include "operations/client_name.h"
#include "operations/escaping.h"
#include "operations/utc_time.h"

namespace operations {
namespace {

constexpr std::size_t max_bytes = 2000;  // of a request line, or of a field's value

std::string cut(std::string_view text) {
  return text.size() <= max_bytes ? std::string(text) : std::string(text.substr(0, max_bytes)) + "...";
}

std::string_view request_line(std::string_view head) { return head.substr(0, head.find_first_of("\r\n")); }

// METHOD SP TARGET SP HTTP/VERSION, and no other space.
bool has_three_parts(std::string_view line) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  return first != std::string_view::npos && first > 0 && last > first + 1 && line.find(' ', first + 1) == last &&
         line.substr(last + 1).starts_with("HTTP/");
}

}  // namespace

std::string common_line(const server::AccessRecord& access, const std::string& client) {
  std::string line = client;
  line += " - - [";
  line += format_common_log(access.seconds);
  line += "] \"";
  line += escape_all_but_plain(cut(request_line(access.head)));
  line += "\" ";
  line += std::to_string(access.status);
  line += ' ';
  line += access.bytes == 0 ? "-" : std::to_string(access.bytes);
  return line;
}

std::string json_line(const server::AccessRecord& access, const std::string& client) {
  nlohmann::ordered_json json;
  json["time"] = format_utc(access.seconds);
  json["client"] = client;
  const auto line = request_line(access.head);
  if (has_three_parts(line)) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    json["method"] = cut(line.substr(0, first));
    json["target"] = cut(line.substr(first + 1, last - first - 1));
    json["protocol"] = cut(line.substr(last + 1));
  } else {
    json["request"] = cut(line);
  }
  json["status"] = access.status;
  json["bytes"] = access.bytes;
  json["microseconds"] = access.microseconds;
  if (const auto value = find_field(access.head, "user-agent"); !value.empty()) json["user_agent"] = cut(value);
  if (const auto value = find_field(access.head, "referer"); !value.empty()) json["referer"] = cut(value);
  // Bytes that are not UTF-8 become U+FFFD.
  return json.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace operations
