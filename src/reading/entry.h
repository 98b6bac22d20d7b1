// reading/entry.h - an item, and the feed around it, as a file of any format has it. Nothing is
// checked yet.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace reading {

// The content of one member of JSON or of one element of XML.
struct Said {
  std::string text;          // "": no content
  std::size_t offset = 0;    // in the file's bytes
  std::string pointer;       // of the member: RFC 6901, or the path of the element ("item[3]/pubDate")
  bool is_html = false;      // false: plain text
  bool may_be_html = false;  // the format does not say; HTML if it looks like HTML (RSS's titles)

  bool is_empty() const { return text.empty(); }
};

struct Entry {
  std::size_t offset = 0;
  std::string pointer;  // "/items/3", "item[4]"
  Said id;
  Said url;
  Said title;
  Said content;       // plain or HTML
  Said content_text;  // in addition to HTML content
  Said summary;
  Said published;
  Said modified;
  Said start;  // YYYY-MM-DD
  Said end;
  bool has_days = false;  // from the extension `_latest_news`
  Said publish;           // RFC 3339, from the extension
  Said expires;
  Said language;
  Said image;
  Said image_alt;  // from the extension
  Said base;       // xml:base
  std::vector<Said> tags;
  bool dates_are_rfc822 = false;  // this is the format's own form of dates; no warning about it
};

struct Head {
  Said base;  // xml:base
  Said title;
  Said home_page_url;
  Said feed_url;
  Said description;
  Said language;
  Said heading;  // from the extension: the part of the title that is a list's heading
};

}  // namespace reading
