// reading/insert_item.h - a new item in a text page or a JSON Feed, the rest of the file byte for byte as it was.
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
  std::string url;  // "": none
};

struct InsertError {
  std::string message;  // one line without the file's name: why not, and what to do
};

// The file with the item in it. In a text page it goes above the first item that is not newer, with the page's own
// ends of lines, blank lines, and language of months. In a JSON Feed it is the first item. The result is read again:
// it has the new item, and all others as before.
Result<std::string, InsertError> insert_item(std::string_view bytes, const NewItem& item);

}  // namespace reading
