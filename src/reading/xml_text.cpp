#include "reading/xml_text.h"

#include <libxml/HTMLparser.h>

#include <algorithm>

#include "ascii.h"

namespace reading {
namespace {

bool is_letter_or_digit(char c) { return is_alpha(c) || is_digit(c); }

bool is_forbidden(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

// For "#233;", "#xE9;": whether the number is a character that XML allows (XML 1.0, section 2.2).
bool is_character_number(std::string_view digits) {
  digits.remove_prefix(1);
  const bool is_hexadecimal = digits.starts_with('x');
  if (is_hexadecimal) digits.remove_prefix(1);
  if (digits.empty() || digits.size() > 8) return false;
  unsigned long value = 0;
  for (const char c : digits) {
    if (is_hexadecimal ? !is_hex_digit(c) : !is_digit(c)) return false;
    value = value * (is_hexadecimal ? 16 : 10) + static_cast<unsigned long>(hex_value(c));
    if (value > 0x10FFFF) return false;
  }
  if (value < 0x20) return value == 0x9 || value == 0xA || value == 0xD;
  return (value < 0xD800 || value > 0xDFFF) && value != 0xFFFE && value != 0xFFFF;
}

// Takes the text after an "&". Returns the reference in XML's form, and its size. If there is no
// reference, returns "&amp;" and size 0.
std::string reference(std::string_view rest, std::size_t& size) {
  constexpr std::size_t longest = 32;
  const auto end = rest.substr(0, longest).find(';');
  size = 0;
  if (end == std::string_view::npos || end == 0) return "&amp;";
  const auto name = rest.substr(0, end);
  if (name.front() == '#') {
    size = end + 1;
    return is_character_number(name) ? "&" + std::string(name) + ";" : "\xEF\xBF\xBD";
  }
  if (!std::all_of(name.begin(), name.end(), is_letter_or_digit)) return "&amp;";
  for (const std::string_view own : {"amp", "lt", "gt", "quot", "apos"}) {
    if (name == own) {
      size = end + 1;
      return "&" + std::string(own) + ";";
    }
  }
  const auto* entity = htmlEntityLookup(reinterpret_cast<const xmlChar*>(std::string(name).c_str()));
  if (entity == nullptr) return "&amp;";
  size = end + 1;
  return "&#" + std::to_string(entity->value) + ";";
}

}  // namespace

std::string repair_xml(std::string_view bytes) {
  std::string repaired;
  repaired.reserve(bytes.size() + bytes.size() / 64);
  const auto copy_through = [&](std::size_t at, std::string_view end) {
    const auto found = bytes.find(end, at);
    const auto to = found == std::string_view::npos ? bytes.size() : found + end.size();
    for (auto i = at; i < to; ++i) repaired += is_forbidden(bytes[i]) ? ' ' : bytes[i];
    return to;
  };
  std::size_t start = 0;
  if (bytes.starts_with("<?xml")) {
    // The encoding is already converted.
    const auto end = bytes.find("?>");
    start = end == std::string_view::npos ? 5 : end + 2;
    for (const char c : bytes.substr(0, start)) repaired += c == '\n' || c == '\r' ? c : ' ';
  }
  for (std::size_t at = start; at < bytes.size();) {
    const char c = bytes[at];
    if (c == '<' && bytes.substr(at).starts_with("<![CDATA[")) {
      at = copy_through(at, "]]>");
    } else if (c == '<' && bytes.substr(at).starts_with("<!--")) {
      at = copy_through(at, "-->");
    } else if (c == '&') {
      std::size_t size = 0;
      repaired += reference(bytes.substr(at + 1), size);
      at += 1 + size;
    } else {
      repaired += is_forbidden(c) ? ' ' : c;
      ++at;
    }
  }
  return repaired;
}

}  // namespace reading
