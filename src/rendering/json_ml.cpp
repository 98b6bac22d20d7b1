#include "rendering/json_ml.h"

#include <gumbo.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace rendering {
namespace {

using nlohmann::ordered_json;

std::string tag_name(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece piece = element.original_tag;
  gumbo_tag_from_original_text(&piece);
  return {piece.data, piece.length};
}

bool is_layout(const GumboNode& node) {
  if (node.type == GUMBO_NODE_COMMENT) return true;
  return node.type == GUMBO_NODE_WHITESPACE && std::string_view(node.v.text.text).find('\n') != std::string_view::npos;
}

const GumboNode& node_at(const GumboVector& nodes, unsigned place) {
  return *static_cast<const GumboNode*>(nodes.data[place]);
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as the template nests its elements.
ordered_json convert(const GumboNode& node) {
  if (node.type != GUMBO_NODE_ELEMENT) return node.v.text.text;
  const GumboElement& element = node.v.element;
  ordered_json converted = ordered_json::array({tag_name(element)});
  if (element.attributes.length > 0) {
    auto attributes = ordered_json::object();
    for (unsigned place = 0; place < element.attributes.length; ++place) {
      const auto& attribute = *static_cast<const GumboAttribute*>(element.attributes.data[place]);
      attributes[attribute.name] = attribute.value;
    }
    converted.push_back(std::move(attributes));
  }
  for (unsigned place = 0; place < element.children.length; ++place) {
    const GumboNode& child = node_at(element.children, place);
    if (!is_layout(child)) converted.push_back(convert(child));
  }
  return converted;
}

}  // namespace

ordered_json json_ml(std::string_view html) {
  GumboOptions options = kGumboDefaultOptions;
  options.fragment_context = GUMBO_TAG_DIV;  // the element that the list stands in
  const auto destroy = [&options](GumboOutput* output) { gumbo_destroy_output(&options, output); };
  const std::unique_ptr<GumboOutput, decltype(destroy)> output(
      gumbo_parse_with_options(&options, html.data(), html.size()), destroy);

  const GumboNode* root = nullptr;
  const GumboVector& nodes = output->root->v.element.children;
  for (unsigned place = 0; place < nodes.length; ++place) {
    const GumboNode& node = node_at(nodes, place);
    if (is_layout(node)) continue;
    if (root != nullptr || node.type != GUMBO_NODE_ELEMENT) {
      throw std::invalid_argument("the fragment's template must have exactly one root element, and no text beside it");
    }
    root = &node;
  }
  if (root == nullptr) throw std::invalid_argument("the fragment's template has no root element");
  return convert(*root);
}

}  // namespace rendering
