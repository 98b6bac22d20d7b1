#include "reading/news_reader.h"

#include <optional>
#include <utility>

#include "ascii.h"
#include "background.h"
#include "html_events.h"
#include "reading/diagnostic_collector.h"
#include "reading/encoding.h"
#include "reading/plain_text.h"
#include "reading/text_page.h"
#include "reading/url.h"
#include "reading/xml_feed.h"

namespace reading {
namespace {

Diagnostics one_error(std::string message) { return {{Diagnostic::Severity::error, 0, 0, "", std::move(message)}}; }

bool is_html(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n\f\v");
  const auto beginning = to_lower(text.substr(std::min(first, text.size()), 1000));
  return beginning.starts_with("<!doctype html") || beginning.starts_with("<html") ||
         (beginning.starts_with("<?xml") && beginning.find("<html") != std::string::npos);
}

// Finds the feed that an HTML page names (HTML, section 4.6.7.1: rel=alternate).
class FeedLinkFinder {
 public:
  void start(std::string_view name, const xmlChar** attributes) {
    if (name != "link" || !href_.empty()) return;
    std::string relation;
    std::string type;
    std::string href;
    for (; attributes != nullptr && *attributes != nullptr; attributes += 2) {
      const std::string_view key(reinterpret_cast<const char*>(attributes[0]));
      const std::string value(attributes[1] == nullptr ? "" : reinterpret_cast<const char*>(attributes[1]));
      if (key == "rel") relation = to_lower(value);
      if (key == "type") type = to_lower(value);
      if (key == "href") href = value;
    }
    const bool is_feed = type == "application/rss+xml" || type == "application/atom+xml" ||
                         type == "application/feed+json" || type == "application/json";
    if (relation.find("alternate") != std::string::npos && is_feed) href_ = std::move(href);
  }
  void end(std::string_view) {}
  void text(std::string_view) {}

  const std::string& href() const { return href_; }

 private:
  std::string href_;
};

std::string html_problem(std::string_view text, const std::string& url) {
  FeedLinkFinder finder;
  read_html_events(text, finder);
  std::string problem = "this is an HTML page and no feed";
  if (finder.href().empty()) return problem;
  return problem + ": the page names the feed " +
         quote(resolve_url(finder.href(), url, Schemes::web).value_or(finder.href()));
}

Result<Reading, Diagnostics> read_xml(std::string_view text, const std::string& url) {
  if (is_html(text)) return one_error(html_problem(text, url));
  DiagnosticCollector findings;
  auto feed = read_xml_feed(text, findings);
  auto diagnostics = findings.in_order(text);
  if (findings.has_errors()) return diagnostics;
  return Reading{std::move(feed), std::move(diagnostics)};
}

}  // namespace

Result<Reading, Diagnostics> read_news(std::string_view bytes, const std::string& charset, const std::string& url) {
  if (bytes.size() > max_file_bytes) return one_error(too_large_message());
  auto encoding = named_encoding(bytes, charset);
  std::optional<std::string> converted;
  const bool is_wide = encoding.starts_with("UTF-16") || encoding.starts_with("UTF-32");
  const bool is_plain_utf8 = is_utf8(bytes) && !is_wide && bytes.substr(0, 200).find('\0') == std::string_view::npos;
  const bool is_xml = looks_like_xml(bytes.starts_with(byte_order_mark) ? bytes.substr(byte_order_mark.size()) : bytes);
  if (!is_plain_utf8) {
    // Here, a declaration of UTF-8 is wrong. For XML without a declaration, the encoding is
    // guessed, as in browsers.
    const auto small = to_lower(encoding);
    const bool is_wrong = small == "utf-8" || small == "utf8";
    if ((encoding.empty() || is_wrong) && is_xml) encoding = is_wrong ? "UTF-8" : guess_encoding(bytes);
    if (!encoding.empty() && (is_xml || is_wide || !is_wrong)) {
      converted = to_utf8(bytes, encoding);
      if (!converted) return one_error("the encoding " + quote(encoding) + " is not known: save the file as UTF-8");
    }
  }
  background::end_piece();
  const std::string_view text = converted ? std::string_view(*converted) : bytes;
  const auto content = text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text;
  if (looks_like_xml(content)) return read_xml(content, url);
  const auto first = content.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && (content[first] == '{' || content[first] == '[')) return read_json_feed(text);
  return read_text_page(text);
}

}  // namespace reading
