// escape_html.h - plain text as HTML.
#pragma once

#include <string>
#include <string_view>

// & < > " ' as references (HTML, section 13.3): for text, and for values of attributes in quotation marks. mstch's own
// also writes "/" as "&#x2F;", which HTML never needs and which makes every URL unreadable.
inline std::string escape_html(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += c;
    }
  }
  return result;
}
