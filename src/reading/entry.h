// reading/entry.h - an item, and the feed around it, as a file says it: any format, nothing checked yet.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace reading {

// What one member of JSON or one element of XML says.
struct Said {
  std::string text;          // "": nothing
  std::size_t offset = 0;    // in the file's bytes
  std::string pointer;       // of the member: RFC 6901, or the way to the element ("item[3]/pubDate")
  bool is_html = false;      // HTML, otherwise plain text
  bool may_be_html = false;  // a format that does not say: HTML if it looks like it (RSS's titles)

  bool is_empty() const { return text.empty(); }
};

struct Entry {
  std::size_t offset = 0;
  std::string pointer;  // "/items/3", "item[4]"
  Said id;
  Said url;
  Said title;
  Said content;       // plain or HTML
  Said content_text;  // beside HTML content
  Said summary;
  Said published;
  Said modified;
  Said start;  // YYYY-MM-DD
  Said end;
  bool has_days = false;  // of the extension `_latest_news`
  Said publish;           // RFC 3339, of the extension
  Said expires;
  Said language;
  Said image;
  Said base;  // xml:base
  std::vector<Said> tags;
  bool dates_are_rfc822 = false;  // the format's own form of dates, about which nothing is said
};

struct Head {
  Said base;  // xml:base
  Said title;
  Said home_page_url;
  Said feed_url;
  Said description;
  Said language;
};

}  // namespace reading
