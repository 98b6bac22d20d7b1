// reading/diagnostic_collector.h - collects faults by byte while a file is read, and makes them
// into diagnostics.
#pragma once

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reading/diagnostic.h"

namespace reading {

// The number of errors, and of warnings, that are shown. Further ones are only counted. So a
// hostile file cannot fill the log.
inline constexpr std::size_t max_shown = 100;

struct Description {
  std::string message;
  std::string pointer;  // RFC 6901
};

class DiagnosticCollector {
 public:
  // For the byte `offset`, with its column.
  void error(std::size_t offset, std::string message, std::string pointer = {});
  void warning(std::size_t offset, std::string message, std::string pointer = {});

  // The same for faults that a file can have a million times. describe() returns a Description. It
  // is called only if the fault is shown.
  template <std::invocable Describe>
  void error(std::size_t offset, const Describe& describe) {
    if (++errors_ <= max_shown) keep(offset, Diagnostic::Severity::error, describe());
  }
  template <std::invocable Describe>
  void warning(std::size_t offset, const Describe& describe) {
    if (++warnings_ <= max_shown) keep(offset, Diagnostic::Severity::warning, describe());
  }

  // For the whole line of the byte `offset`.
  void line_error(std::size_t offset, std::string message);
  void line_warning(std::size_t offset, std::string message);

  bool has_errors() const noexcept { return errors_ > 0; }

  // In the order of the file, then the number of those that are not shown. Offsets are offsets in
  // `bytes`.
  Diagnostics in_order(std::string_view bytes) const;

 private:
  struct Finding {
    std::size_t offset;
    bool whole_line;
    Diagnostic diagnostic;
  };

  void add(std::size_t offset, bool whole_line, Diagnostic diagnostic);
  void keep(std::size_t offset, Diagnostic::Severity severity, Description description);

  std::vector<Finding> findings_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
};

}  // namespace reading
