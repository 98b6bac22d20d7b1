#include "site/configurator.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "ascii.h"
#include "site/parameters.h"

namespace site {
namespace {

using rendering::Control;

// The single words of "auto, light or dark". Nothing if it is not such a list.
std::vector<std::string> options_in(std::string_view allowed) {
  std::vector<std::string> options;
  while (true) {
    const auto end = std::min(allowed.find(", "), allowed.find(" or "));
    options.emplace_back(allowed.substr(0, end));
    if (end == std::string_view::npos) break;
    allowed.remove_prefix(end + (allowed.substr(end).starts_with(", ") ? 2 : 4));
  }
  const auto is_word = [](const std::string& text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return is_alpha(c) || c == '_'; });
  };
  return options.size() > 1 && std::all_of(options.begin(), options.end(), is_word) ? options
                                                                                    : std::vector<std::string>();
}

// The numbers of "a whole number from 1 to 100".
void read_bounds(std::string_view allowed, Control& control) {
  const auto number_after = [allowed](std::string_view word) {
    const auto found = allowed.find(word);
    if (found == std::string_view::npos) return std::string();
    const auto begin = found + word.size();
    return std::string(allowed.substr(begin, allowed.find_first_not_of("0123456789", begin) - begin));
  };
  control.least = allowed.find("or 0") == std::string_view::npos ? number_after(" from ") : "0";
  control.most = number_after(" to ");
}

Control control_of(const Parameter& parameter, const rendering::Catalogue& catalogue) {
  Control control;
  control.name = parameter.name;
  control.meaning = parameter.meaning;
  control.allowed = parameter.allowed;
  control.value = parameter.default_value;
  control.lists = parameter.lists;
  control.options = options_in(parameter.allowed);
  if (parameter.names != nullptr) {
    control.options = catalogue.*parameter.names;
    if (control.value.empty()) control.options.insert(control.options.begin(), "");
  }
  if (!control.options.empty()) return control;
  control.type = parameter.allowed.starts_with("a whole number") ? "number"
                 : parameter.allowed.starts_with("a day")        ? "date"
                                                                 : "text";
  if (control.type == "number") read_bounds(parameter.allowed, control);
  return control;
}

std::vector<Control> controls(const rendering::Catalogue& catalogue, bool choose_items) {
  std::vector<Control> all;
  for (const auto& parameter : parameters()) {
    if (parameter.lists == lists::fragment || ((parameter.lists & lists::feed) != 0) != choose_items) continue;
    if (!has_allowed_value(parameter, catalogue)) continue;
    all.push_back(control_of(parameter, catalogue));
  }
  return all;
}

}  // namespace

std::vector<Control> item_controls(const rendering::Catalogue& catalogue) { return controls(catalogue, true); }

std::vector<Control> look_controls(const rendering::Catalogue& catalogue) { return controls(catalogue, false); }

}  // namespace site
