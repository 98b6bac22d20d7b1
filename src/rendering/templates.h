// rendering/templates.h - mustache templates by name. mstch is behind this header and nowhere else.
#pragma once

#include <map>
#include <mstch/mstch.hpp>
#include <string>
#include <string_view>

namespace rendering {

// Files by path from the project's root, as assets::Files.
using Files = std::map<std::string, std::string, std::less<>>;

class Templates {
 public:
  // Takes every widget/templates/NAME.mustache and widget/layouts/NAME.mustache, such as "list/item"; NAME is its name,
  // also as a partial ({{> NAME}}, no other spacing).
  explicit Templates(const Files& files);

  // Throws std::out_of_range if there is no such template. Any thread may call. `{{x}}` is escaped for HTML text
  // and quoted attributes (& < > " '). A key that the context lacks is looked for in the outer one, so contexts
  // set every key that their template names.
  std::string render(const std::string& name, const mstch::map& context) const;

 private:
  struct Template {
    std::string text;
    // Those that it names, and that they name: mstch parses all that it is given, at every call.
    std::map<std::string, std::string> partials;
  };
  std::map<std::string, Template> by_name_;
};

// The bytes of a file. Throws std::out_of_range, naming the path, if there is none.
const std::string& file_at(const Files& files, std::string_view path);

}  // namespace rendering
