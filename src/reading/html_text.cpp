#include "reading/html_text.h"

#include <gumbo.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace reading {
namespace {

bool is_unseen(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_NOEMBED:
      return true;
    default:
      return false;
  }
}

// Elements of phrases, which run on in the line. Any other element, an unknown one too, stands apart.
bool is_inline(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_ACRONYM:
    case GUMBO_TAG_B:
    case GUMBO_TAG_BDI:
    case GUMBO_TAG_BDO:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_DATA:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_INS:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_NOBR:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_U:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_WBR:
      return true;
    default:
      return false;
  }
}

const GumboVector* children_of(const GumboNode& node) {
  switch (node.type) {
    case GUMBO_NODE_DOCUMENT:
      return &node.v.document.children;
    case GUMBO_NODE_ELEMENT:
      return &node.v.element.children;
    default:
      return nullptr;
  }
}

// A node to visit; null: the space after a block.
using Visit = const GumboNode*;

void append_text(const GumboNode& root, std::string& text) {
  std::vector<Visit> visits = {&root};
  while (!visits.empty()) {
    const auto* node = visits.back();
    visits.pop_back();
    if (node == nullptr) {
      text += ' ';
      continue;
    }
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA || node->type == GUMBO_NODE_WHITESPACE) {
      text += node->v.text.text;
      continue;
    }
    const auto* children = children_of(*node);
    if (children == nullptr) continue;
    if (node->type == GUMBO_NODE_ELEMENT) {
      const auto tag = node->v.element.tag;
      if (is_unseen(tag)) continue;
      if (!is_inline(tag)) {
        text += ' ';
        visits.push_back(nullptr);
      }
    }
    for (auto index = children->length; index > 0; --index) {
      visits.push_back(static_cast<const GumboNode*>(children->data[index - 1]));
    }
  }
}

}  // namespace

std::optional<std::string> html_to_text(std::string_view html) {
  if (std::count(html.begin(), html.end(), '<') > static_cast<std::ptrdiff_t>(max_tags)) return std::nullopt;
  auto options = kGumboDefaultOptions;
  options.max_errors = 0;  // foreign HTML is what it is
  const auto destroy = [&options](GumboOutput* output) { gumbo_destroy_output(&options, output); };
  const std::unique_ptr<GumboOutput, decltype(destroy)> output(
      gumbo_parse_with_options(&options, html.data(), html.size()), destroy);
  std::string text;
  if (output) append_text(*output->document, text);
  return text;
}

}  // namespace reading
