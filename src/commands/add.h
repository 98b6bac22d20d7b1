// commands/add.h - `latest-news add FILE`: puts an item into a text page or a JSON Feed.
#pragma once

#include <iosfwd>
#include <string>

namespace commands {

struct AddOptions {
  std::string file;
  std::string title;
  std::string text;
  std::string day;    // YYYY-MM-DD; "": today (UTC)
  std::string until;  // the last day; "": the same
  std::string url;    // "": none
};

// Writes the file completely or not at all. The rest of the file stays the same, byte for byte. If
// the title or the text is missing and `is_terminal` is true, asks for everything that is missing.
// Exit status: 0; 1: the file cannot be read or written, has errors, or cannot have this item; 2:
// an option is missing or wrong.
int run_add(AddOptions options, std::istream& standard_input, bool is_terminal, std::ostream& out, std::ostream& err);

}  // namespace commands
