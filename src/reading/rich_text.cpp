#include "reading/rich_text.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "escape_html.h"
#include "html_events.h"
#include "reading/html_text.h"
#include "reading/link.h"
#include "reading/plain_text.h"
#include "reading/url.h"

namespace reading {
namespace {

enum class Role {
  block,      // p, heading, pre: holds a line of text
  container,  // lists, quotations: contain blocks
  phrase,     // continues the line
  line_end,   // br
};

struct Element {
  std::string_view name;
  Role role;
  std::string_view written;
};

// All elements that are ever written. Sorted by name.
constexpr auto elements = std::to_array<Element>({{"a", Role::phrase, "a"},
                                                  {"b", Role::phrase, "strong"},
                                                  {"blockquote", Role::container, "blockquote"},
                                                  {"br", Role::line_end, "br"},
                                                  {"cite", Role::phrase, "cite"},
                                                  {"code", Role::phrase, "code"},
                                                  {"dd", Role::container, "dd"},
                                                  {"del", Role::phrase, "del"},
                                                  {"dl", Role::container, "dl"},
                                                  {"dt", Role::block, "dt"},
                                                  {"em", Role::phrase, "em"},
                                                  {"h1", Role::block, "h2"},
                                                  {"h2", Role::block, "h2"},
                                                  {"h3", Role::block, "h2"},
                                                  {"h4", Role::block, "h2"},
                                                  {"h5", Role::block, "h2"},
                                                  {"h6", Role::block, "h2"},
                                                  {"i", Role::phrase, "em"},
                                                  {"ins", Role::phrase, "ins"},
                                                  {"li", Role::container, "li"},
                                                  {"ol", Role::container, "ol"},
                                                  {"p", Role::block, "p"},
                                                  {"pre", Role::block, "pre"},
                                                  {"q", Role::phrase, "q"},
                                                  {"strong", Role::phrase, "strong"},
                                                  {"sub", Role::phrase, "sub"},
                                                  {"sup", Role::phrase, "sup"},
                                                  {"ul", Role::container, "ul"}});

// The content of these elements is not shown.
constexpr auto unseen = std::to_array<std::string_view>(
    {"applet",   "audio",  "button", "canvas", "datalist", "frame", "frameset", "head",     "iframe", "math", "noembed",
     "noframes", "object", "script", "select", "style",    "svg",   "template", "textarea", "title",  "video"});

// Elements that continue the line and are not written.
constexpr auto silent_phrases = std::to_array<std::string_view>(
    {"abbr", "acronym",  "bdi", "bdo",  "big",   "data", "dfn",    "font", "html", "img", "kbd", "mark",
     "nobr", "noscript", "s",   "samp", "small", "span", "strike", "time", "tt",   "u",   "var", "wbr"});

template <std::size_t count>
bool has(const std::array<std::string_view, count>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

const Element* find_element(std::string_view name) {
  const auto found = std::lower_bound(elements.begin(), elements.end(), name,
                                      [](const Element& element, std::string_view key) { return element.name < key; });
  return found != elements.end() && found->name == name ? &*found : nullptr;
}

// Deeper elements are dropped, but their text stays.
constexpr std::size_t max_depth = 32;

struct Node {
  const Element* element = nullptr;  // null: text, or the end of a paragraph if `text` is empty
  std::string text;
  std::string href;
  std::vector<std::unique_ptr<Node>> children;
};

class Tree {
 public:
  explicit Tree(std::string_view base) : base_(base) { open_.push_back(&root_); }

  void start(std::string_view name, const xmlChar** attributes) {
    if (has(unseen, name)) ++unseen_;
    const auto* element = find_element(name);
    std::string href;
    if (element != nullptr && element->written == "a") {
      href = link_of(attributes);
      if (href.empty()) element = nullptr;
    }
    const bool is_kept = element != nullptr && unseen_ == 0 && open_.size() <= max_depth;
    kept_.push_back(is_kept);
    if (!is_kept) return end_paragraph(name);
    auto node = std::make_unique<Node>();
    node->element = element;
    node->href = std::move(href);
    auto* added = node.get();
    open_.back()->children.push_back(std::move(node));
    open_.push_back(added);
  }

  void end(std::string_view name) {
    if (kept_.empty()) return;
    if (kept_.back()) {
      open_.pop_back();
    } else {
      end_paragraph(name);
    }
    kept_.pop_back();
    if (has(unseen, name)) --unseen_;
  }

  void text(std::string_view text) {
    if (unseen_ > 0) return;
    auto& children = open_.back()->children;
    if (children.empty() || children.back()->element != nullptr || children.back()->text.empty()) {
      children.push_back(std::make_unique<Node>());
    }
    children.back()->text += text;
  }

  const Node& root() const { return root_; }

 private:
  void end_paragraph(std::string_view name) {
    if (unseen_ > 0 || has(silent_phrases, name) || find_element(name) != nullptr) return;
    open_.back()->children.push_back(std::make_unique<Node>());
  }

  std::string link_of(const xmlChar** attributes) const {
    for (; attributes != nullptr && *attributes != nullptr; attributes += 2) {
      if (attributes[1] == nullptr || std::string_view(reinterpret_cast<const char*>(attributes[0])) != "href")
        continue;
      return resolve_url(reinterpret_cast<const char*>(attributes[1]), base_, Schemes::web_and_mail).value_or("");
    }
    return "";
  }

  std::string_view base_;
  Node root_;
  std::vector<Node*> open_;
  std::vector<bool> kept_;
  std::size_t unseen_ = 0;
};

class Writer {
 public:
  // Writes blocks. Content between them becomes paragraphs. `wraps`: in p; otherwise without an
  // element, as in li.
  void blocks(const Node& parent, bool wraps) {
    std::vector<const Node*> run;
    for (const auto& child : parent.children) {
      const bool is_block =
          child->element != nullptr && (child->element->role == Role::block || child->element->role == Role::container);
      const bool is_end = child->element == nullptr && child->text.empty();
      if (!is_block && !is_end) {
        run.push_back(child.get());
        continue;
      }
      paragraph(run, wraps ? "p" : "");
      run.clear();
      if (is_block) block(*child, parent);
    }
    paragraph(run, wraps ? "p" : "");
  }

  std::string take() { return std::move(out_); }
  bool is_shaped() const { return paragraphs_ != 1 || has_markup_; }

 private:
  static bool is_list(const Node& node) {
    return node.element != nullptr && (node.element->written == "ul" || node.element->written == "ol");
  }

  void block(const Node& node, const Node& parent) {
    const auto name = node.element->written;
    if (node.element->role == Role::block) {
      if (name == "dt" && (parent.element == nullptr || parent.element->written != "dl")) return blocks(node, true);
      // A block in a block: the content around the inner block becomes separate paragraphs.
      std::vector<const Node*> run;
      for (const auto& child : node.children) {
        const bool is_inner = child->element != nullptr &&
                              (child->element->role == Role::block || child->element->role == Role::container);
        const bool is_end = child->element == nullptr && child->text.empty();
        if (!is_inner && !is_end) {
          run.push_back(child.get());
          continue;
        }
        paragraph(run, name);
        run.clear();
        if (is_inner) block(*child, parent);
      }
      paragraph(run, name);
      return;
    }
    if (name == "li" && !is_list(parent)) return blocks(node, true);
    if (name == "dd" && (parent.element == nullptr || parent.element->written != "dl")) return blocks(node, true);
    const auto before = out_.size();
    out_ += "<" + std::string(name) + ">";
    const auto inside = out_.size();
    if (is_list(node) || name == "dl") {
      items(node);
    } else {
      blocks(node, name == "blockquote");
    }
    if (out_.size() == inside) {
      out_.resize(before);
      return;
    }
    out_ += "</" + std::string(name) + ">";
    has_markup_ = true;
  }

  // Writes the items of a list. Content between the items becomes an item too.
  void items(const Node& list) {
    const std::string_view item = list.element->written == "dl" ? "dd" : "li";
    std::vector<const Node*> run;
    for (const auto& child : list.children) {
      const bool is_item = child->element != nullptr &&
                           (child->element->written == item || (item == "dd" && child->element->written == "dt"));
      if (is_item) {
        paragraph(run, item);
        run.clear();
        block(*child, list);
      } else if (child->element != nullptr && child->element->role != Role::phrase &&
                 child->element->role != Role::line_end) {
        paragraph(run, item);
        run.clear();
        const auto before = out_.size();
        out_ += "<" + std::string(item) + ">";
        const auto inside = out_.size();
        block(*child, list);
        out_.size() == inside ? out_.resize(before) : static_cast<void>(out_ += "</" + std::string(item) + ">");
      } else if (child->element != nullptr || !child->text.empty()) {
        run.push_back(child.get());
      }
    }
    paragraph(run, item);
  }

  void paragraph(const std::vector<const Node*>& run, std::string_view name) {
    const auto before = out_.size();
    const bool had_markup = has_markup_;
    if (!name.empty()) out_ += "<" + std::string(name) + ">";
    const auto inside = out_.size();
    is_preformatted_ = name == "pre";
    space_is_due_ = false;
    line_start_ = out_.size();
    for (const auto* node : run) phrase(*node);
    while (out_.size() > inside && std::string_view(out_).ends_with("<br>")) out_.resize(out_.size() - 4);
    if (!has_text_) {
      out_.resize(before);
      has_markup_ = had_markup;
      return;
    }
    has_text_ = false;
    ++paragraphs_;
    if (!name.empty()) out_ += "</" + std::string(name) + ">";
    if (!name.empty() && name != "p") has_markup_ = true;
  }

  void phrase(const Node& node) {
    if (node.element == nullptr) return node.text.empty() ? static_cast<void>(space_is_due_ = true) : text(node.text);
    if (node.element->role == Role::line_end) {
      space_is_due_ = false;
      if (has_text_) out_ += "<br>";
      has_markup_ = has_markup_ || has_text_;
      line_start_ = out_.size();
      return;
    }
    if (node.element->role != Role::phrase) {  // a block within a phrase, as in <a><p>
      space_is_due_ = true;
      for (const auto& child : node.children) phrase(*child);
      space_is_due_ = true;
      return;
    }
    if (space_is_due_ && out_.size() > line_start_) out_ += ' ';
    space_is_due_ = false;
    const auto before = out_.size();
    out_ += "<" + std::string(node.element->written);
    if (!node.href.empty()) out_ += " href=\"" + escape_html(node.href) + "\" rel=\"noopener\"";
    out_ += ">";
    const auto inside = out_.size();
    if (line_start_ == before) line_start_ = inside;
    for (const auto& child : node.children) phrase(*child);
    if (out_.size() == inside) {
      out_.resize(before);
      line_start_ = std::min(line_start_, before);
      return;
    }
    out_ += "</" + std::string(node.element->written) + ">";
    has_markup_ = true;
  }

  void text(std::string_view text) {
    if (is_preformatted_) {
      out_ += escape_html(text);
      has_text_ = has_text_ || text.find_first_not_of(" \t\r\n\f") != std::string_view::npos;
      return;
    }
    const auto folded = fold_spaces(text);
    if (folded.empty()) {
      space_is_due_ = true;
      return;
    }
    if ((space_is_due_ || begins_with_space(text)) && out_.size() > line_start_) out_ += ' ';
    out_ += escape_html(folded);
    has_text_ = true;
    space_is_due_ = ends_with_space(text);
  }

  static bool begins_with_space(std::string_view text) {
    std::size_t size = 1;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
    return fold_spaces(text.substr(0, size)).empty();
  }

  static bool ends_with_space(std::string_view text) {
    auto from = text.size();
    while (from > 0 && text.size() - from < 4 && (static_cast<unsigned char>(text[from - 1]) & 0xC0) == 0x80) --from;
    if (from > 0) --from;
    return fold_spaces(text.substr(from)).empty();
  }

  std::string out_;
  std::size_t line_start_ = 0;  // no visible character is before it in this line
  std::size_t paragraphs_ = 0;
  bool has_text_ = false;
  bool has_markup_ = false;
  bool space_is_due_ = false;
  bool is_preformatted_ = false;
};

// The size of a URL at the beginning of `text`, without the mark that ends the surrounding
// sentence.
std::size_t url_size(std::string_view text) {
  if (!text.starts_with("https://") && !text.starts_with("http://")) return 0;
  auto size = std::min(text.find_first_of(" \t\r\n\"<>"), text.size());
  while (size > 0 && std::string_view(".,;:!?'").find(text[size - 1]) != std::string_view::npos) --size;
  // A bracket that was opened before the URL is closed after it.
  if (text.substr(0, size).ends_with(')') && text.substr(0, size).find('(') == std::string_view::npos) --size;
  return problem_with_link(text.substr(0, size), Schemes::web) ? 0 : size;
}

std::string with_links(std::string_view paragraph, bool& has_links) {
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = paragraph.find("http"); at != std::string_view::npos; at = paragraph.find("http", at + 1)) {
    if (at < from) continue;
    const auto size = url_size(paragraph.substr(at));
    if (size == 0) continue;
    const auto url = escape_html(paragraph.substr(at, size));
    out += escape_html(paragraph.substr(from, at - from));
    out.append("<a href=\"").append(url).append("\" rel=\"noopener\">").append(url).append("</a>");
    from = at + size;
    has_links = true;
  }
  return out + escape_html(paragraph.substr(from));
}

}  // namespace

RichText read_rich_text(std::string_view html, std::string_view base) {
  Tree tree(base);
  read_html_events(html, tree);
  Writer writer;
  writer.blocks(tree.root(), true);
  const bool is_shaped = writer.is_shaped();
  return {fold_spaces(html_to_text(html)), is_shaped ? with_windows_1252(writer.take()) : std::string()};
}

RichText read_plain_paragraphs(std::string_view text) {
  // Most texts are one paragraph without a link. They need no markup.
  const bool is_one_line = line_at(text, 0).text.size() == text.size();
  if (is_one_line && text.find("http") == std::string_view::npos) return {fold_spaces(text), ""};
  std::string markup;
  std::size_t paragraphs = 0;
  bool has_links = false;
  std::string paragraph;
  const auto finish = [&] {
    const auto folded = fold_spaces(paragraph);
    if (!folded.empty()) {
      markup += "<p>" + with_links(folded, has_links) + "</p>";
      ++paragraphs;
    }
    paragraph.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto line = line_at(text, at);
    if (fold_spaces(line.text).empty()) finish();
    paragraph += std::string(line.text) + "\n";
    at = line.next;
  }
  finish();
  return {fold_spaces(text), paragraphs > 1 || has_links ? markup : std::string()};
}

}  // namespace reading
