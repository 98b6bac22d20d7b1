// fuzz/markup.h - reads only the HTML that our templates write: what it accepts, every browser reads
// alike. The grammar, which is stricter than HTML's (no comments, no unquoted values, five character references):
//   page  = *( "<!DOCTYPE html>" / start / end / text )
//   start = "<" name *( " " name [ "=" DQUOTE text DQUOTE ] ) ">"      name: a-z, then a-z 0-9 -
//   end   = "</" name ">"
//   text  = any byte but < > " and &, or &amp; &lt; &gt; &quot; &#39;   a quotation mark may stand outside of values
// The content of style and script is raw text up to the first "</".
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/fuzz/law.h"

namespace fuzz {

struct Attribute {
  std::string name;
  std::string value;  // decoded
};

// A start tag or an end tag; or text, decoded, or raw text, without a name.
struct Piece {
  std::string name;
  bool is_end = false;
  std::vector<Attribute> attributes;
  std::string text;
};

class MarkupReader {
 public:
  explicit MarkupReader(std::string_view html) : html_(html), rest_(html) {}

  std::vector<Piece> read() {
    constexpr std::string_view doctype = "<!DOCTYPE html>";
    if (rest_.starts_with(doctype)) rest_.remove_prefix(doctype.size());
    std::vector<Piece> pieces;
    while (!rest_.empty()) {
      if (rest_[0] != '<') {
        pieces.push_back({"", false, {}, decoded(take_before('<'))});
        continue;
      }
      pieces.push_back(read_tag());
      if (!pieces.back().is_end && (pieces.back().name == "style" || pieces.back().name == "script")) {
        const auto end = std::min(rest_.find("</"), rest_.size());
        pieces.push_back({"", false, {}, std::string(rest_.substr(0, end))});
        rest_.remove_prefix(end);
      }
    }
    return pieces;
  }

 private:
  [[noreturn]] void stray(std::string_view what) {
    const auto at = html_.size() - rest_.size();
    const auto from = at < 60 ? 0 : at - 60;
    broken("the HTML is made of the tags and the text that templates write: " + std::string(what),
           html_.substr(from, 160));
  }

  std::string_view take_before(char end) {
    const auto taken = rest_.substr(0, rest_.find(end));
    rest_.remove_prefix(taken.size());
    return taken;
  }

  void take(char expected) {
    if (rest_.empty() || rest_[0] != expected) stray(std::string("expected ") + expected);
    rest_.remove_prefix(1);
  }

  std::string take_name() {
    std::size_t size = 0;
    while (size < rest_.size() && ((rest_[size] >= 'a' && rest_[size] <= 'z') ||
                                   (size > 0 && ((rest_[size] >= '0' && rest_[size] <= '9') || rest_[size] == '-')))) {
      ++size;
    }
    if (size == 0) stray("expected a name");
    std::string name(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return name;
  }

  Piece read_tag() {
    Piece tag;
    take('<');
    tag.is_end = rest_.starts_with('/');
    if (tag.is_end) take('/');
    tag.name = take_name();
    while (!tag.is_end && !rest_.starts_with('>')) {
      if (rest_.starts_with('\n')) rest_ = rest_.substr(1);  // a long tag goes on in the next line
      while (rest_.starts_with(' ')) rest_.remove_prefix(1);
      Attribute attribute{take_name(), ""};
      if (rest_.starts_with('=')) {
        take('=');
        take('"');
        attribute.value = decoded(take_before('"'));
        take('"');
      }
      tag.attributes.push_back(std::move(attribute));
    }
    take('>');
    return tag;
  }

  std::string decoded(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, char>, 5> references{
        {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}}};
    std::string plain;
    while (!text.empty()) {
      if (text[0] == '<' || text[0] == '>') stray("a bare < or > in text");
      if (text[0] != '&') {
        plain += text[0];
        text.remove_prefix(1);
        continue;
      }
      const auto* const found = std::find_if(references.begin(), references.end(),
                                             [text](const auto& one) { return text.starts_with(one.first); });
      if (found == references.end()) stray("a bare & in text");
      plain += found->second;
      text.remove_prefix(found->first.size());
    }
    return plain;
  }

  std::string_view html_;
  std::string_view rest_;
};

inline std::vector<Piece> read_markup(std::string_view html) { return MarkupReader(html).read(); }

// Elements and the names of their attributes, in order; no values, no text.
inline std::string structure_of(const std::vector<Piece>& pieces) {
  std::string structure;
  for (const auto& piece : pieces) {
    if (piece.name.empty()) continue;
    structure += (piece.is_end ? "</" : "<") + piece.name;
    for (const auto& attribute : piece.attributes) structure += " " + attribute.name;
    structure += ">";
  }
  return structure;
}

inline std::string text_of(const std::vector<Piece>& pieces) {
  std::string text;
  for (const auto& piece : pieces) text += piece.text;
  return text;
}

// The scheme as a browser finds it (URL Standard, section 4.4); "" for a relative URL.
inline std::string scheme_of(std::string_view url) {
  std::string scheme;
  for (const char c : url) {
    if (c == ':') return scheme;
    if (static_cast<unsigned char>(c) <= ' ') continue;  // dropped there: "java\nscript:"
    if (std::string_view("/?#").find(c) != std::string_view::npos) return "";
    scheme += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return "";
}

inline void check_schemes(const std::vector<Piece>& pieces) {
  constexpr std::array<std::string_view, 6> with_url{"href", "src", "action", "formaction", "data", "poster"};
  for (const auto& piece : pieces) {
    for (const auto& [name, value] : piece.attributes) {
      if (std::find(with_url.begin(), with_url.end(), name) == with_url.end()) continue;
      const auto scheme = scheme_of(value);
      holds(scheme.empty() || scheme == "http" || scheme == "https" || scheme == "mailto",
            "a URL is relative, or has http, https or mailto", value);
    }
  }
}

}  // namespace fuzz
