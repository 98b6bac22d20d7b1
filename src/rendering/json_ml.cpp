#include "rendering/json_ml.h"

#include <stdexcept>
#include <string>
#include <vector>

#include "background.h"
#include "html_events.h"

namespace rendering {
namespace {

using nlohmann::ordered_json;

std::string to_string(const xmlChar* text) {
  return text == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(text));
}

class Builder {
 public:
  Builder() : root_(nullptr) {}

  [[noreturn]] static void refuse() {
    throw std::invalid_argument("the fragment's template must have exactly one root element, and no text beside it");
  }

  void start(std::string_view name, const xmlChar** attributes) {
    flush_text();
    if (open_.empty() && !root_.is_null()) refuse();
    auto node = ordered_json::array({name});
    if (attributes != nullptr && *attributes != nullptr) {
      auto object = ordered_json::object();
      for (; *attributes != nullptr; attributes += 2) object[to_string(attributes[0])] = to_string(attributes[1]);
      node.push_back(std::move(object));
    }
    open_.push_back(std::move(node));
  }

  void end(std::string_view) {
    flush_text();
    auto node = std::move(open_.back());
    open_.pop_back();
    (open_.empty() ? root_ : open_.back().emplace_back()) = std::move(node);
    background::end_piece();
  }

  void text(std::string_view text) { text_ += text; }

  ordered_json take_root() {
    flush_text();
    if (root_.is_null()) throw std::invalid_argument("the fragment's template has no root element");
    return std::move(root_);
  }

 private:
  // The parser delivers a text in pieces.
  void flush_text() {
    const bool is_space = text_.find_first_not_of(" \t\r\n\f") == std::string::npos;
    const bool is_layout = is_space && (text_.empty() || text_.find('\n') != std::string::npos);
    if (!is_layout) {
      if (open_.empty()) refuse();
      open_.back().push_back(text_);
    }
    text_.clear();
  }

  std::vector<ordered_json> open_;
  ordered_json root_;
  std::string text_;
};

}  // namespace

ordered_json json_ml(std::string_view html) {
  Builder builder;
  // If the text comes first, the parser puts a <p> around it.
  const auto first = html.find_first_not_of(" \t\r\n\f");
  if (first != std::string_view::npos && html[first] != '<') Builder::refuse();
  read_html_events(html, builder, HTML_PARSE_NOIMPLIED);
  return builder.take_root();
}

}  // namespace rendering
