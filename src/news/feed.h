// news/feed.h - a feed and its items: plain values, already checked by reading/. The names are
// those of JSON Feed 1.1 (jsonfeed.org/version/1.1) if it has one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "news/date.h"

namespace news {

// All text is valid UTF-8 and plain: it has no markup and no control characters. Spaces are folded
// to a single U+0020. "" means that there is no text.
struct Item {
  std::string id;              // unique in its feed; any text, as in the file
  std::string path;            // of its page, if the id is not fit for a URL's path (see ids.h); "": the id
  std::string title;           // "" if a foreign feed has no title
  std::string text;            // content_text, or content_html reduced to text
  std::string markup;          // HTML of the text, written by reading/rich_text.h; "": one paragraph of plain text
  std::string summary;         // as in a foreign feed; "": use the text
  std::string excerpt;         // the beginning of a long summary or text, for lists; "": show it whole
  std::string image;           // absolute, https; ""
  std::string image_alt;       // a text in place of the image; "": it is decoration
  std::string url;             // absolute; http, https or mailto; "": use the item's own page
  std::optional<Days> days;    // nothing: the feed gives no date
  std::string date_published;  // RFC 3339, as in the file
  std::string date_modified;   // RFC 3339, as in the file
  std::string publish;         // RFC 3339; the item is hidden before it (embargo.h). "": never hidden before
  std::string expires;         // RFC 3339; the item is hidden from then on. "": never
  std::string language;        // BCP 47; "": the feed's
  std::string author;          // the name of the item's feed, if several feeds make one list; ""
  std::vector<std::string> tags;

  // Unique in its feed, fit for a URL's path, and the same in every process.
  const std::string& page() const { return path.empty() ? id : path; }

  friend bool operator==(const Item&, const Item&) = default;
};

struct Feed {
  std::string title;
  std::string home_page_url = {};  // absolute, http or https, or ""
  std::string description = {};
  std::string language = {};     // BCP 47; "" if the file does not say
  std::vector<Item> items = {};  // in the order of the file
  std::string heading = {};      // the part of the title that is a list's heading; "": the whole title
};

}  // namespace news
