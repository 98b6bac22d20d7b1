#include "rendering/templates.h"

#include <array>
#include <mutex>
#include <stdexcept>

#include "background.h"
#include "escape_html.h"

namespace rendering {
namespace {

constexpr auto folders = std::to_array<std::string_view>({"widget/templates/", "widget/layouts/"});
constexpr std::string_view ending = ".mustache";

// Removes the first comment, with its line. It makes no output, but mstch would parse it at every
// call.
std::string without_first_comment(const std::string& text) {
  constexpr std::string_view end = "}}\n";
  if (!text.starts_with("{{!")) return text;
  const auto place = text.find("}}");
  return text.compare(place, end.size(), end) == 0 ? text.substr(place + end.size()) : text;
}

using Texts = std::map<std::string, std::string>;

// Adds the partials that `text` names and `all` has, and the partials that those name.
// NOLINTNEXTLINE(misc-no-recursion): each template is added once.
void add_partials(const std::string& text, const Texts& all, Texts& partials) {
  constexpr std::string_view start = "{{> ";
  for (auto place = text.find(start); place != std::string::npos; place = text.find(start, place + 1)) {
    const auto begin = place + start.size();
    const auto found = all.find(text.substr(begin, text.find("}}", begin) - begin));
    if (found == all.end() || !partials.insert(*found).second) continue;
    add_partials(found->second, all, partials);
  }
}

}  // namespace

Templates::Templates(const Files& files) {
  static std::once_flag once;  // mstch has one setting for the whole process
  std::call_once(once, [] { mstch::config::escape = escape_html; });
  Texts texts;
  for (const auto& [path, text] : files) {
    for (const auto folder : folders) {
      if (!path.starts_with(folder) || !path.ends_with(ending)) continue;
      texts[path.substr(folder.size(), path.size() - folder.size() - ending.size())] = without_first_comment(text);
    }
  }
  for (const auto& [name, text] : texts) {
    auto& one = by_name_[name];
    one.text = text;
    add_partials(text, texts, one.partials);
    background::end_piece();
  }
}

std::string Templates::render(const std::string& name, const mstch::map& context) const {
  const auto found = by_name_.find(name);
  if (found == by_name_.end())
    throw std::out_of_range("there is no template " + name + ".mustache in widget/templates or widget/layouts");
  background::end_piece();
  auto text = mstch::render(found->second.text, context, found->second.partials);
  background::end_piece();
  return text;
}

const std::string& file_at(const Files& files, std::string_view path) {
  const auto found = files.find(path);
  if (found == files.end()) throw std::out_of_range("there is no file " + std::string(path));
  return found->second;
}

}  // namespace rendering
