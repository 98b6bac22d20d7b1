#include "reading/diagnostic.h"

namespace reading {

std::string to_string(const Diagnostic& diagnostic, std::string_view file) {
  std::string line(file);
  if (diagnostic.line > 0) line += ":" + std::to_string(diagnostic.line);
  if (diagnostic.line > 0 && diagnostic.column > 0) line += ":" + std::to_string(diagnostic.column);
  line += diagnostic.severity == Diagnostic::Severity::error ? ": error: " : ": warning: ";
  line += diagnostic.message;
  if (!diagnostic.pointer.empty()) line += " [" + diagnostic.pointer + "]";
  return line;
}

}  // namespace reading
