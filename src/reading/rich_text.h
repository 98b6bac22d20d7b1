// reading/rich_text.h - reduces foreign HTML to what an item's page shows: paragraphs, lists,
// quotations, emphasis, links. We write the markup from the parsed elements. Only text passes
// through from the foreign HTML.
#pragma once

#include <string>
#include <string_view>

namespace reading {

struct RichText {
  std::string text;    // plain, with folded spaces; what a reader sees
  std::string markup;  // well-formed HTML blocks; "" if it would be one paragraph of plain text
};

// Kept: p, ul, ol, li, blockquote, pre, dl, dt, dd, headings (all as h2), br, a (http, https,
// mailto), em, strong, code, sub, sup, q, cite, del, ins, and i and b as em and strong. Of any
// other element, only the text stays. Script, style, form controls and similar elements are removed
// with their content. Links are resolved against `base` (absolute, or "").
RichText read_rich_text(std::string_view html, std::string_view base);

// Plain text: a blank line ends a paragraph, and URLs with http or https become links.
RichText read_plain_paragraphs(std::string_view text);

}  // namespace reading
