#include "reading/invisible_marks.h"

#include <utf8proc.h>

#include <functional>
#include <vector>

namespace reading {
namespace {

constexpr char32_t pop_embedding = 0x202C;
constexpr char32_t pop_isolate = 0x2069;

bool is_filler(char32_t c) { return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF; }
bool opens_embedding(char32_t c) { return c == 0x202A || c == 0x202B || c == 0x202D || c == 0x202E; }
bool opens_isolate(char32_t c) { return c >= 0x2066 && c <= 0x2068; }
bool is_embedding(char32_t c) {
  return opens_embedding(c) || opens_isolate(c) || c == pop_embedding || c == pop_isolate;
}
bool is_mark(char32_t c) {
  return c == 0x200E || c == 0x200F || c == 0x061C || c == 0x200C || c == 0x200D || c == 0x180E;
}

// All characters that are removed here begin with one of these bytes.
bool may_begin_mark(char c) { return c == '\xC2' || c == '\xD8' || c == '\xE1' || c == '\xE2' || c == '\xEF'; }

template <class Visit>
void for_each_character(std::string_view text, const Visit& visit) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t plain = at;
    while (plain < text.size() && !may_begin_mark(text[plain])) ++plain;
    if (plain > at) visit(0, text.substr(at, plain - at));
    at = plain;
    if (at == text.size()) break;
    utf8proc_int32_t value = 0;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                       static_cast<utf8proc_ssize_t>(text.size() - at), &value);
    const auto bytes = size > 0 ? static_cast<std::size_t>(size) : 1;
    visit(size > 0 ? static_cast<char32_t>(value) : 0, text.substr(at, bytes));
    at += bytes;
  }
}

std::string without(std::string_view text, const std::function<bool(char32_t)>& is_dropped) {
  std::string rest;
  rest.reserve(text.size());
  for_each_character(text, [&](char32_t c, std::string_view bytes) {
    if (c == 0 || !is_dropped(c)) rest += bytes;
  });
  return rest;
}

bool is_balanced(std::string_view text) {
  std::vector<char32_t> open;
  bool balanced = true;
  for_each_character(text, [&](char32_t c, std::string_view) {
    if (opens_embedding(c)) open.push_back(pop_embedding);
    if (opens_isolate(c)) open.push_back(pop_isolate);
    if (c != pop_embedding && c != pop_isolate) return;
    balanced = balanced && !open.empty() && open.back() == c;
    if (!open.empty()) open.pop_back();
  });
  return balanced && open.empty();
}

}  // namespace

std::string without_invisible_marks(std::string_view text) {
  return without(text, [](char32_t c) { return is_filler(c) || is_mark(c) || is_embedding(c); });
}

std::string kept_text(std::string_view text) {
  const bool keeps_embeddings = is_balanced(text);
  return without(text, [&](char32_t c) { return is_filler(c) || (!keeps_embeddings && is_embedding(c)); });
}

}  // namespace reading
