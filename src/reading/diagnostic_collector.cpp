#include "reading/diagnostic_collector.h"

#include <algorithm>
#include <utility>

#include "reading/marked_line.h"
#include "reading/plain_text.h"

namespace reading {
namespace {

using Severity = Diagnostic::Severity;

void add_hidden(Diagnostics& diagnostics, Severity severity, std::size_t count) {
  if (count <= max_shown) return;
  const auto hidden = count - max_shown;
  const std::string word = severity == Severity::error ? "error" : "warning";
  diagnostics.push_back(
      {severity, 0, 0, "", "and " + std::to_string(hidden) + " more " + word + (hidden == 1 ? "" : "s")});
}

}  // namespace

void DiagnosticCollector::error(std::size_t offset, std::string message, std::string pointer) {
  add(offset, false, {Severity::error, 0, 0, std::move(pointer), std::move(message)});
}

void DiagnosticCollector::warning(std::size_t offset, std::string message, std::string pointer) {
  add(offset, false, {Severity::warning, 0, 0, std::move(pointer), std::move(message)});
}

void DiagnosticCollector::line_error(std::size_t offset, std::string message) {
  add(offset, true, {Severity::error, 0, 0, "", std::move(message)});
}

void DiagnosticCollector::line_warning(std::size_t offset, std::string message) {
  add(offset, true, {Severity::warning, 0, 0, "", std::move(message)});
}

void DiagnosticCollector::add(std::size_t offset, bool whole_line, Diagnostic diagnostic) {
  auto& count = diagnostic.severity == Severity::error ? errors_ : warnings_;
  if (++count <= max_shown) findings_.push_back({offset, whole_line, std::move(diagnostic)});
}

void DiagnosticCollector::keep(std::size_t offset, Severity severity, Description description) {
  findings_.push_back(
      {offset, false, {severity, 0, 0, std::move(description.pointer), std::move(description.message)}});
}

Diagnostics DiagnosticCollector::in_order(std::string_view bytes) const {
  auto sorted = findings_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Finding& one, const Finding& other) { return one.offset < other.offset; });
  Diagnostics diagnostics;
  LineCounter lines(bytes);
  for (auto& finding : sorted) {
    const auto place = lines.find(finding.offset);
    finding.diagnostic.line = place.line;
    finding.diagnostic.column = finding.whole_line ? 0 : place.column;
    if (finding.diagnostic.severity == Severity::error && !finding.whole_line) {
      finding.diagnostic.excerpt = marked_line(bytes, finding.offset);
    }
    diagnostics.push_back(std::move(finding.diagnostic));
  }
  add_hidden(diagnostics, Severity::error, errors_);
  add_hidden(diagnostics, Severity::warning, warnings_);
  return diagnostics;
}

}  // namespace reading
