#include "commands/news_file.h"

#include <algorithm>
#include <functional>
#include <ostream>
#include <utility>

#include "assets/assets.h"
#include "reading/json_feed.h"
#include "sources/file.h"

namespace commands {
namespace {

using Severity = reading::Diagnostic::Severity;

constexpr const char* bundled_file = "static/news.json";

// What came of reading, for those who tell it in different ways.
struct Attempt {
  std::optional<LoadedNews> news;
  std::string name;
  std::string unreadable;  // why, where there are no findings
  reading::Diagnostics findings;
};

Attempt attempt(const std::optional<std::string>& file) {
  Attempt made{{}, file.value_or(bundled_file), {}, {}};
  std::string bytes;
  if (file) {
    auto read = sources::read_file(*file);
    if (!read.has_value()) {
      made.unreadable = read.error().message;
      return made;
    }
    bytes = std::move(read).value();
  } else {
    bytes = assets::bundled().at(bundled_file);
  }
  auto reading = reading::read_json_feed(bytes);
  if (reading.has_value()) {
    auto read = std::move(reading).value();
    made.news = LoadedNews{std::move(read.feed), std::hash<std::string>()(bytes), read.warnings.size()};
    made.findings = std::move(read.warnings);
  } else {
    made.findings = reading.error();
  }
  return made;
}

bool is_error(const reading::Diagnostic& finding) { return finding.severity == Severity::error; }

}  // namespace

std::optional<LoadedNews> load_news(const std::optional<std::string>& file, std::ostream& err) {
  auto made = attempt(file);
  if (!made.unreadable.empty()) err << "latest-news: " << made.unreadable << '\n';
  for (const auto& finding : made.findings) err << reading::to_string(finding, made.name) << '\n';
  return std::move(made.news);
}

Result<LoadedNews, std::string> load_news(const std::string& file) {
  auto made = attempt(file);
  if (made.news) return std::move(*made.news);
  if (!made.unreadable.empty()) return made.unreadable;
  const auto first = std::find_if(made.findings.begin(), made.findings.end(), is_error);
  const auto errors = std::count_if(made.findings.begin(), made.findings.end(), is_error);
  auto line = reading::to_string(*first, made.name);
  if (errors > 1) line += "; and " + std::to_string(errors - 1) + " more errors";
  return line;
}

}  // namespace commands
