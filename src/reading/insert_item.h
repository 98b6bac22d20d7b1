// reading/insert_item.h - puts a new item into a text page or a JSON Feed. The rest of the file
// stays the same, byte for byte.
#pragma once

#include <string>
#include <string_view>

#include "news/date.h"
#include "result.h"

namespace reading {

// All text is UTF-8.
struct NewItem {
  std::string title;
  std::string text;
  news::Days days;
  std::string url;  // "": no URL
};

struct InsertError {
  std::string message;  // one line without the file's name: the reason, and what to do
};

// Returns the file with the item in it. In a text page, the item goes above the first item that is
// not newer. It uses the page's own line ends, blank lines, and language of months. In a JSON Feed,
// it is the first item. The result is read again, to check that it has the new item and that all
// other items are unchanged.
Result<std::string, InsertError> insert_item(std::string_view bytes, const NewItem& item);

}  // namespace reading
