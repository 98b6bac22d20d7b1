// rendering/templates.h - mustache templates by name. Only this room uses mstch.
#pragma once

#include <map>
#include <mstch/mstch.hpp>
#include <string>
#include <string_view>

namespace rendering {

// Files by path from the project's root, like assets::Files.
using Files = std::map<std::string, std::string, std::less<>>;

class Templates {
 public:
  // Takes every widget/templates/NAME.mustache and widget/layouts/NAME.mustache, such as
  // "list/item". NAME is its name, also as a partial ({{> NAME}}, no other spacing).
  explicit Templates(const Files& files);

  // Throws std::out_of_range if the template does not exist. Any thread may call. `{{x}}` is
  // escaped for HTML text and quoted attributes (& < > " '). If a key is missing, mstch looks for
  // it in the outer context. So contexts must set every key that their template names.
  std::string render(const std::string& name, const mstch::map& context) const;

 private:
  struct Template {
    std::string text;
    // The partials that it names, and those that they name. mstch parses everything it gets, at
    // every call.
    std::map<std::string, std::string> partials;
  };
  std::map<std::string, Template> by_name_;
};

// The bytes of a file. Throws std::out_of_range, which names the path, if the file is missing.
const std::string& file_at(const Files& files, std::string_view path);

}  // namespace rendering
