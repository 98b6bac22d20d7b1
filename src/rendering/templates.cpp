#include "rendering/templates.h"

#include <mutex>
#include <stdexcept>

namespace rendering {
namespace {

constexpr std::string_view folder = "widget/templates/";
constexpr std::string_view ending = ".mustache";

// What HTML wants in text and in quoted attributes. mstch's own also writes "/" as "&#x2F;", which HTML never needs
// and which makes every URL unreadable.
std::string escape_html(const std::string& text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

}  // namespace

Templates::Templates(const Files& files) {
  static std::once_flag once;  // mstch has one setting for the whole process
  std::call_once(once, [] { mstch::config::escape = escape_html; });
  for (const auto& [path, text] : files) {
    if (!path.starts_with(folder) || !path.ends_with(ending)) continue;
    by_name_[path.substr(folder.size(), path.size() - folder.size() - ending.size())] = text;
  }
}

std::string Templates::render(const std::string& name, const mstch::map& context) const {
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) throw std::out_of_range("there is no template widget/templates/" + name + ".mustache");
  return mstch::render(found->second, context, by_name_);
}

const std::string& file_at(const Files& files, std::string_view path) {
  const auto found = files.find(path);
  if (found == files.end()) throw std::out_of_range("there is no file " + std::string(path));
  return found->second;
}

}  // namespace rendering
