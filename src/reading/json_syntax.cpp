#include "reading/json_syntax.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "ascii.h"
#include "reading/plain_text.h"

namespace reading {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::size_t last_before(std::string_view bytes, std::size_t offset) {
  while (offset > 0 && is_space(bytes[offset - 1])) --offset;
  return offset == 0 ? std::string_view::npos : offset - 1;
}

// Whether `at` is inside a string. The closing quotation mark is outside.
bool is_in_string(std::string_view bytes, std::size_t at) {
  bool inside = false;
  for (std::size_t i = 0; i < at; ++i) {
    if (bytes[i] == '"') inside = !inside;
    if (inside && bytes[i] == '\\') ++i;
  }
  return inside && bytes[at] != '"';
}

bool is_typographic_quotation_mark(std::string_view text) {
  for (const std::string_view mark : {"“", "”", "„", "‘", "’", "«", "»"}) {
    if (text.starts_with(mark)) return true;
  }
  return false;
}

std::string_view character_at(std::string_view bytes, std::size_t offset) {
  std::size_t size = 1;
  while (offset + size < bytes.size() && (static_cast<unsigned char>(bytes[offset + size]) & 0xC0) == 0x80) ++size;
  return bytes.substr(offset, size);
}

// nlohmann's message, without its position and with little of the text that it read, which may be
// megabytes.
std::string shortened(std::string_view said, const std::string& token) {
  constexpr std::size_t most_of_token = 40;
  std::string text(said);
  if (const auto place = text.find("column "); place != std::string::npos) {
    if (const auto end = text.find(": ", place); end != std::string::npos) text.erase(0, end + 2);
  }
  if (token.size() > most_of_token) {
    auto from = token.size() - most_of_token;
    while (from < token.size() && (static_cast<unsigned char>(token[from]) & 0xC0) == 0x80) ++from;
    if (const auto at = text.find(token); at != std::string::npos) text.replace(at, from, "…");
  }
  return "not JSON: " + printable(text, 400);
}

// The value of "\uXXXX" at `at`. -1 if there is no such escape.
int escape_at(std::string_view bytes, std::size_t at) {
  if (at + 6 > bytes.size() || bytes[at] != '\\' || bytes[at + 1] != 'u') return -1;
  int value = 0;
  for (std::size_t digit = at + 2; digit < at + 6; ++digit) {
    const int one = hex_value(bytes[digit]);
    if (one < 0) return -1;
    value = value * 16 + one;
  }
  return value;
}

bool is_part_of_number(char c) { return is_digit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E'; }

std::string problem_in_string(std::string_view character, bool ends_line, const std::string& token,
                              std::string_view said) {
  if (ends_line) {
    return "a line ends within quotation marks: close the quotation mark, or write \\n for a new line in a text";
  }
  if (character == "\t") return "a tab within quotation marks: write \\t or a space";
  if (token.size() >= 2 && token[token.size() - 2] == '\\') {
    return "'\\" + std::string(character) + "' means nothing: write \\\\ for a backslash";
  }
  return shortened(said, token);
}

// The end of a value, if another value follows without a comma. The parser refuses a string at its
// end, but the comma is missing before its beginning.
std::optional<std::size_t> missing_comma(std::string_view bytes, std::size_t at) {
  const char found = bytes[at];
  if (found != '"' && found != '{' && found != '[') return std::nullopt;
  const auto opened = found == '"' && at > 0 ? bytes.rfind('"', at - 1) : std::string_view::npos;
  const auto begin = opened == std::string_view::npos ? at : opened;
  const auto before = begin == 0 ? std::string_view::npos : last_before(bytes, begin);
  if (before == std::string_view::npos) return std::nullopt;
  // The last bytes of a string, an object, an array, a number, true, false, null.
  constexpr std::string_view ends = "\"}]0123456789el";
  return ends.find(bytes[before]) == std::string_view::npos ? std::nullopt : std::optional(before);
}

// For a backslash in a string: returns the number of bytes of the escape. Replaces half a surrogate
// pair.
std::size_t repair_escape(std::string& bytes, std::size_t at, bool& changed) {
  const int value = escape_at(bytes, at);
  if (value < 0xD800 || value > 0xDFFF) return 2;
  const int second = escape_at(bytes, at + 6);
  if (value < 0xDC00 && second >= 0xDC00 && second <= 0xDFFF) return 12;
  bytes.replace(at, 6, "\\uFFFD");
  changed = true;
  return 6;
}

// For a number: returns its number of bytes. Replaces a number that does not fit into a double.
std::size_t repair_number(std::string& bytes, std::size_t at, bool& changed) {
  constexpr std::size_t digits_of_doubles = 300;
  auto end = at;
  bool has_exponent = false;
  for (; end < bytes.size() && is_part_of_number(bytes[end]); ++end) {
    has_exponent = has_exponent || bytes[end] == 'e' || bytes[end] == 'E';
  }
  const auto size = end - at;
  if (!has_exponent && size <= digits_of_doubles) return size;
  if (!std::isinf(std::strtod(bytes.substr(at, size).c_str(), nullptr))) return size;
  bytes.replace(at, size, "0" + std::string(size - 1, ' '));
  changed = true;
  return size;
}

}  // namespace

SyntaxProblem json_syntax_problem(std::string_view bytes, std::size_t offset, const std::string& token,
                                  std::string_view said) {
  offset = std::min(offset, bytes.size());
  // The parser stops after a token, but the author should see the token's beginning.
  std::size_t begin = offset;
  if (begin == bytes.size() || is_space(bytes[begin])) {
    const auto last = last_before(bytes, begin);
    if (begin == bytes.size()) {
      if (last == std::string_view::npos) return {0, "the file is empty: a feed was expected"};
      return {last, "the file ends too early: a bracket or a quotation mark is never closed"};
    }
    if (last != std::string_view::npos) begin = last;
  }
  while (begin > 0 && (static_cast<unsigned char>(bytes[begin]) & 0xC0) == 0x80) --begin;
  const bool in_string = is_in_string(bytes, begin);
  const char found = bytes[begin];
  if (in_string) {
    const bool ends_line = found == '\n' || found == '\r' || bytes[offset] == '\n';
    return {begin, problem_in_string(character_at(bytes, begin), ends_line, token, said)};
  }
  if (is_typographic_quotation_mark(bytes.substr(begin))) {
    return {begin, std::string(character_at(bytes, begin)) + " is a typographic quotation mark: type \""};
  }
  const auto before = begin == 0 ? std::string_view::npos : last_before(bytes, begin);
  const char last = before == std::string_view::npos ? '\0' : bytes[before];
  if ((found == ']' || found == '}') && last == ',') return {before, "remove the comma after the last entry"};
  if (found == '\'') return {begin, "' is no quotation mark of JSON: type \""};
  if (found == ',' && last == ',') return {begin, "two commas: remove one"};
  if (found == '/' || found == '#') return {begin, "JSON has no comments: remove it"};
  if (const auto place = missing_comma(bytes, begin)) return {*place, "a comma is missing after this"};
  if (found == '<') return {begin, "this is HTML or XML, and no JSON"};
  return {begin, shortened(said, token)};
}

bool repair_json(std::string& bytes) {
  bool changed = false;
  bool in_string = false;
  for (std::size_t at = 0; at < bytes.size();) {
    const char c = bytes[at];
    if (c == '"') in_string = !in_string;
    if (in_string && c == '\\') {
      at += repair_escape(bytes, at, changed);
    } else if (!in_string && (is_digit(c) || c == '-')) {
      at += repair_number(bytes, at, changed);
    } else {
      ++at;
    }
  }
  return changed;
}

}  // namespace reading
