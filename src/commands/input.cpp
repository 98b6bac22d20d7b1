#include "commands/input.h"

#include <algorithm>
#include <ostream>
#include <utility>

#include "reading/json_feed.h"
#include "sources/file.h"
#include "sources/web.h"

namespace commands {
namespace {

using Severity = reading::Diagnostic::Severity;

bool is_error(const reading::Diagnostic& finding) { return finding.severity == Severity::error; }

Result<Input, InputProblem> to_input(const std::string& name, Result<std::string, sources::FileError> read) {
  if (read.has_value()) return Input{name, std::move(read).value()};
  if (read.error().kind == sources::FileError::Kind::unreadable) return InputProblem{name, read.error().message, {}};
  return InputProblem{name, "", {{Severity::error, 0, 0, "", reading::too_large_message()}}};
}

}  // namespace

std::string Input::url() const { return sources::is_web_url(name) ? name : ""; }

Result<Input, InputProblem> read_input(const std::string& file, sources::FileType type) {
  if (sources::is_web_url(file)) {
    auto answer = sources::WebSource(file).fetch();
    if (answer.kind == sources::WebAnswer::Kind::failed) return InputProblem{file, answer.error, {}};
    return Input{file, std::move(answer.body), std::move(answer.charset)};
  }
  return to_input(file, sources::read_file(file, reading::max_file_bytes, type));
}

Result<Input, InputProblem> read_input(const std::string& file, std::istream& standard_input) {
  if (file != "-") return read_input(file);
  const std::string name = "<stdin>";
  return to_input(name, sources::read_stream(standard_input, name));
}

void write(const InputProblem& problem, std::ostream& err) {
  if (!problem.unreadable.empty()) err << "latest-news: " << problem.unreadable << '\n';
  write(problem.findings, problem.name, err);
}

void write(const reading::Diagnostics& diagnostics, const std::string& name, std::ostream& err) {
  for (const auto& diagnostic : diagnostics) {
    err << reading::to_string(diagnostic, name) << '\n';
    if (!diagnostic.excerpt.empty()) err << diagnostic.excerpt << '\n';
  }
}

std::string summary(const InputProblem& problem) {
  if (!problem.unreadable.empty()) return problem.unreadable;
  const auto& findings = problem.findings;
  const auto first = std::find_if(findings.begin(), findings.end(), is_error);
  if (first == findings.end()) return problem.name;
  const auto errors = std::count_if(findings.begin(), findings.end(), is_error);
  auto line = reading::to_string(*first, problem.name);
  if (errors > 1) line += "; and " + std::to_string(errors - 1) + " more errors";
  return line;
}

}  // namespace commands
