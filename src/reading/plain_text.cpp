#include "reading/plain_text.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <utility>

#include "reading/diagnostic_collector.h"

namespace reading {
namespace {

struct Character {
  char32_t value;
  std::size_t size;  // 0: not UTF-8
};

Character character_at(std::string_view text, std::size_t at) {
  utf8proc_int32_t value = 0;
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                     static_cast<utf8proc_ssize_t>(text.size() - at), &value);
  if (size <= 0) return {0, 0};
  return {static_cast<char32_t>(value), static_cast<std::size_t>(size)};
}

bool is_ascii(char byte) { return static_cast<unsigned char>(byte) < 0x80; }

// The number of ASCII bytes in `text` from `at` on. Checks eight bytes at a time, for files of many
// megabytes.
std::size_t skip_ascii(std::string_view text, std::size_t at) {
  constexpr std::uint64_t high_bits = 0x8080808080808080u;
  std::uint64_t word = 0;
  while (at + sizeof word <= text.size()) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & high_bits) != 0) break;
    at += sizeof word;
  }
  while (at < text.size() && is_ascii(text[at])) ++at;
  return at;
}

bool is_ascii_letter_or_mark(char byte) { return byte > ' ' && byte < 0x7F; }

// The number of bytes from `at` on that are ASCII words with single spaces between them. Folding
// does not change these.
std::size_t skip_words(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const bool is_single_space = text[at] == ' ' && at > 0 && is_ascii_letter_or_mark(text[at - 1]) &&
                                 at + 1 < text.size() && is_ascii_letter_or_mark(text[at + 1]);
    if (!is_single_space && !is_ascii_letter_or_mark(text[at])) break;
    ++at;
  }
  return at;
}

std::string code_point(char32_t value) {
  char text[16];
  std::snprintf(text, sizeof text, "U+%04X", static_cast<unsigned>(value));
  return text;
}

std::string hexadecimal(char byte) {
  char text[8];
  std::snprintf(text, sizeof text, "0x%02X", static_cast<unsigned>(static_cast<unsigned char>(byte)));
  return text;
}

bool turns_direction(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }

}  // namespace

std::optional<std::string> repair_utf8(std::string_view bytes, std::size_t offset_in_file,
                                       DiagnosticCollector& findings) {
  std::optional<std::string> repaired;
  bool in_run = false;
  for (auto at = skip_ascii(bytes, 0); at < bytes.size();) {
    const auto size = character_at(bytes, at).size;
    if (size > 0) {
      in_run = false;
      at = is_ascii(bytes[at]) ? skip_ascii(bytes, at) : at + size;
      continue;
    }
    if (!repaired) repaired.emplace(bytes);
    if (!in_run) {
      findings.error(at, [&] {
        return Description{"byte " + hexadecimal(bytes[at]) + " at offset " + std::to_string(offset_in_file + at) +
                               " is not UTF-8: save the file in the encoding UTF-8",
                           ""};
      });
    }
    in_run = true;
    (*repaired)[at++] = '?';
  }
  return repaired;
}

bool is_space(char32_t character) {
  if (character < 0x80) return character == ' ' || (character >= '\t' && character <= '\r');
  if (character == 0x85 || character == 0x200B || character == 0xFEFF) return true;
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(character));
  return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

std::string fold_spaces(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  bool space_is_due = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto words = skip_words(text, at);
    const auto character = words > at ? Character{0, words - at} : character_at(text, at);
    if (words == at && is_space(character.value)) {
      space_is_due = !folded.empty();
    } else {
      if (space_is_due) folded += ' ';
      space_is_due = false;
      folded.append(text, at, character.size);
    }
    at += character.size > 0 ? character.size : 1;
  }
  return folded;
}

std::optional<std::string> find_control(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x20 && byte != 0x7F && byte != 0xC2) continue;
    if (byte == '\t' || byte == '\n' || byte == '\r') continue;
    const auto character = character_at(text, at).value;
    if (is_control(character)) return code_point(character);
  }
  return std::nullopt;
}

std::string erase_controls(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto character = character_at(text, at);
    const auto size = std::max<std::size_t>(character.size, 1);
    const bool is_white = text[at] == '\t' || text[at] == '\n' || text[at] == '\r';
    if (character.size == 0 || is_white || !is_control(character.value)) kept.append(text, at, size);
    at += size;
  }
  return kept;
}

std::size_t count_valid_utf8(std::string_view bytes) {
  auto at = skip_ascii(bytes, 0);
  while (at < bytes.size()) {
    const auto size = character_at(bytes, at).size;
    if (size == 0) return at;
    at = skip_ascii(bytes, at + size);
  }
  return at;
}

std::string printable(std::string_view text, std::size_t max_characters) {
  std::string shown;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    const auto character = character_at(text, at);
    if (count == max_characters || character.size == 0) return shown + "…";
    const bool is_plain = !is_control(character.value) && !turns_direction(character.value) &&
                          (character.value == ' ' || !is_space(character.value));
    shown += is_plain ? std::string(text.substr(at, character.size)) : "<" + code_point(character.value) + ">";
    at += character.size;
  }
  return shown;
}

std::string quote(std::string_view text) { return "'" + printable(text, 80) + "'"; }

Line line_at(std::string_view bytes, std::size_t from) {
  // A loop of our own: find_first_of() calls a function for each byte.
  auto end = from;
  while (end < bytes.size() && bytes[end] != '\r' && bytes[end] != '\n') ++end;
  if (end >= bytes.size()) return {bytes.substr(from), bytes.size()};
  const bool two_bytes = bytes[end] == '\r' && end + 1 < bytes.size() && bytes[end + 1] == '\n';
  return {bytes.substr(from, end - from), end + (two_bytes ? 2 : 1)};
}

LineCounter::Place LineCounter::find(std::size_t offset) {
  // Searches for the end of a line only once: the line may have many megabytes and a hundred
  // faults.
  while (ends_ && (line_ == 0 || next_start_ <= offset)) {
    const auto line = line_at(bytes_, next_start_);
    ++line_;
    line_start_ = next_start_;
    next_start_ = line.next;
    ends_ = line.next > line_start_ + line.text.size();
  }
  return {line_, offset - line_start_ + 1};
}

}  // namespace reading
