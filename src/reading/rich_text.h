// reading/rich_text.h - HTML of others, reduced to what an item's page shows: paragraphs, lists, quotations, emphasis,
// links. The markup is written by us from the parsed elements; none of the foreign bytes pass through but text.
#pragma once

#include <string>
#include <string_view>

namespace reading {

struct RichText {
  std::string text;    // plain, spaces folded; what a reader sees
  std::string markup;  // HTML of blocks, well formed; "" where it would be one paragraph of plain text
};

// What is kept: p, ul, ol, li, blockquote, pre, dl, dt, dd, headings (all as h2), br, a (http, https, mailto), em,
// strong, code, sub, sup, q, cite, del, ins, and i and b as em and strong. Any other element leaves its text; script,
// style, form controls and their kind leave nothing. Links are resolved against `base` (absolute, or "").
RichText read_rich_text(std::string_view html, std::string_view base);

// Plain text: a blank line ends a paragraph, and URLs with http or https become links.
RichText read_plain_paragraphs(std::string_view text);

}  // namespace reading
