#include "reading/quotation_marks.h"

#include <vector>

namespace reading {
namespace {

constexpr std::string_view straight = "\"";
constexpr std::string_view opening = "\u201C";  // “, which closes „ in German
constexpr std::string_view closing = "\u201D";  // ”
constexpr std::string_view low = "\u201E";      // „

std::string_view mark_at(std::string_view text) {
  for (const auto mark : {straight, opening, closing, low}) {
    if (text.starts_with(mark)) return mark;
  }
  return {};
}

bool closes(std::string_view mark, std::string_view open) {
  if (open == low) return mark == opening || mark == closing;
  return mark == (open == opening ? closing : open);
}

std::string closing_of(std::string_view open) { return std::string(open == straight ? straight : closing); }

}  // namespace

std::optional<std::string> unbalanced_quotation(std::string_view text) {
  std::vector<std::string_view> open;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto mark = mark_at(text.substr(at));
    if (mark.empty()) continue;
    if (!open.empty() && closes(mark, open.back())) {
      open.pop_back();
    } else if (mark != closing) {
      open.push_back(mark);
    } else if (open.empty()) {
      return "unbalanced quotation mark: ” closes what no “ has opened: add the “, or take the ” away";
    } else {
      const std::string opened(open.back());
      return "unbalanced quotation marks: opened by " + opened + " but closed by ”: use a pair, “ and ” or \" and \"";
    }
  }
  if (open.empty()) return std::nullopt;
  return "unbalanced quotation mark: " + std::string(open.back()) + " is never closed: add " + closing_of(open.back()) +
         ", or take it away";
}

}  // namespace reading
