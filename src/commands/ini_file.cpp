#include "commands/ini_file.h"

#include <optional>
#include <utility>

#include "result.h"

namespace commands {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\r";
  const auto from = text.find_first_not_of(blanks);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

bool is_comment(std::string_view text) { return text.starts_with('#') || text.starts_with(';'); }

bool is_quote(char c) { return c == '"' || c == '\''; }

// Quotation marks can only enclose a whole value, alone or in a list. Within a word they are part
// of it.
bool begins_value(std::string_view before) {
  const auto text = trim(before);
  return text.empty() || text.back() == '[' || text.back() == ',';
}

// Removes the comment at the end: a blank, then # or ;, outside quotation marks.
std::string_view without_comment(std::string_view text) {
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_after_blank = i > 0 && (text[i - 1] == ' ' || text[i - 1] == '\t');
    if (quote != '\0') {
      if (text[i] == quote) quote = '\0';
    } else if (is_quote(text[i]) && begins_value(text.substr(0, i))) {
      quote = text[i];
    } else if (is_after_blank && is_comment(text.substr(i))) {
      return trim(text.substr(0, i));
    }
  }
  return trim(text);
}

struct BadValue {
  std::string message;
};

Result<std::string, BadValue> unquote(std::string_view text) {
  if (text.empty() || !is_quote(text.front())) return std::string(text);
  const auto end = text.find(text.front(), 1);
  if (end == std::string_view::npos) return BadValue{"the quotation mark is not closed"};
  if (end + 1 != text.size()) {
    return BadValue{"unexpected after the closing quotation mark: \"" + std::string(trim(text.substr(end + 1))) +
                    "\"; only a comment can"};
  }
  return std::string(text.substr(1, end - 1));
}

std::vector<std::string_view> split_list(std::string_view text) {
  std::vector<std::string_view> parts;
  char quote = '\0';
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quote != '\0') {
      if (text[i] == quote) quote = '\0';
    } else if (is_quote(text[i]) && begins_value(text.substr(0, i))) {
      quote = text[i];
    } else if (text[i] == ',') {
      parts.push_back(trim(text.substr(from, i - from)));
      from = i + 1;
    }
  }
  const auto last = trim(text.substr(from));
  if (!last.empty()) parts.push_back(last);
  return parts;
}

Result<std::vector<std::string>, BadValue> read_values(std::string_view text) {
  const bool is_list = text.size() >= 2 && text.front() == '[' && text.back() == ']';
  const auto parts = is_list ? split_list(text.substr(1, text.size() - 2)) : std::vector{text};
  std::vector<std::string> values;
  for (const auto part : parts) {
    auto value = unquote(part);
    if (!value.has_value()) return value.error();
    values.push_back(std::move(value).value());
  }
  if (values.empty()) return BadValue{"the list is empty"};
  return values;
}

std::optional<std::string_view> section_of(std::string_view line) {
  const auto text = without_comment(line);
  if (text.size() < 2 || text.front() != '[' || text.back() != ']') return std::nullopt;
  return trim(text.substr(1, text.size() - 2));
}

void read_line(std::string_view text, std::size_t line, IniFile& file) {
  const auto refuse = [&](std::string message) { file.faults.push_back({line, std::move(message)}); };
  if (text.starts_with('[')) {
    const auto name = section_of(text);
    if (!name) return refuse("\"" + std::string(text) + "\" is no section; write it as [serve]");
    file.sections.push_back({line, std::string(*name), {}});
    return;
  }
  const auto equals = text.find('=');
  const auto name = trim(text.substr(0, equals));
  if (equals == std::string_view::npos) return refuse("\"" + std::string(text) + "\" has no value; write NAME = VALUE");
  if (name.empty()) return refuse("before the = is no name; write NAME = VALUE");
  auto values = read_values(without_comment(text.substr(equals + 1)));
  if (!values.has_value()) return refuse(std::string(name) + ": " + values.error().message);
  if (file.sections.empty()) file.sections.push_back({line, "", {}});
  file.sections.back().entries.push_back({line, std::string(name), std::move(values).value()});
}

}  // namespace

IniFile read_ini(std::string_view bytes) {
  IniFile file;
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    file.faults.push_back({1, "the file is in UTF-16; save it as UTF-8"});
    return file;
  }
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  for (std::size_t line = 1; !bytes.empty(); ++line) {
    const auto end = bytes.find('\n');
    const auto text = trim(bytes.substr(0, end));
    bytes = end == std::string_view::npos ? std::string_view() : bytes.substr(end + 1);
    if (!text.empty() && !is_comment(text)) read_line(text, line, file);
  }
  return file;
}

}  // namespace commands
