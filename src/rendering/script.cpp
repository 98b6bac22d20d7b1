#include "rendering/script.h"

namespace rendering {

std::string read_script(const Files& files, std::string_view name) {
  constexpr std::string_view line = "  // include list.js\n";
  const std::string folder = "widget/scripts/";
  std::string script = file_at(files, folder + std::string(name) + ".js");
  const auto at = script.find(line);
  if (at != std::string::npos) script.replace(at, line.size(), file_at(files, folder + "list.js"));
  return script;
}

std::string call_script(std::string_view script, std::initializer_list<std::string_view> values) {
  std::string called(script.substr(0, script.rfind('(') + 1));
  for (const auto value : values) {
    if (called.back() != '(') called += ',';
    called += value;
  }
  return called + ");\n";
}

}  // namespace rendering
