#include "reading/marked_line.h"

#include <algorithm>

#include "reading/plain_text.h"

namespace reading {
namespace {

constexpr std::size_t most_around = 60;  // characters

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !continues_character(c); }));
}

std::string_view last_characters(std::string_view text, std::size_t count) {
  auto from = text.size();
  while (from > 0 && count > 0) {
    if (!continues_character(text[--from])) --count;
  }
  return text.substr(from);
}

// A tab would shift the mark.
std::string shown(std::string_view text) {
  std::string spaces(text);
  std::replace(spaces.begin(), spaces.end(), '\t', ' ');
  return printable(spaces, spaces.size());
}

}  // namespace

std::string marked_line(std::string_view bytes, std::size_t offset) {
  offset = std::min(offset, bytes.size());
  const auto ends_line = [](char c) { return c == '\n' || c == '\r'; };
  auto from = offset;
  while (from > 0 && !ends_line(bytes[from - 1])) --from;
  auto to = offset;
  while (to < bytes.size() && !ends_line(bytes[to])) ++to;
  const auto all_before = bytes.substr(from, offset - from);
  const auto all_behind = bytes.substr(offset, std::min<std::size_t>(to - offset, 4 * most_around));
  if (count_valid_utf8(all_before) < all_before.size() || all_before.size() + all_behind.size() == 0) return "";
  const auto before = last_characters(all_before, most_around);
  const auto behind = all_behind.substr(0, count_valid_utf8(all_behind));
  const auto cut = before.size() < all_before.size() ? std::string("…") : std::string();
  const auto left = cut + shown(before);
  return left + printable(shown(behind), most_around) + "\n" + std::string(characters(left), ' ') + "^";
}

}  // namespace reading
