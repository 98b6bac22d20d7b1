// commands/ini_file.h - the syntax of the configuration file: sections, and lines NAME = VALUE.
// Knows no option.
//
//   # a comment, as a line that begins with ; is
//   [serve]
//   public-url = https://news.example   # a comment needs a space before it
//   news = "/srv/a file # with a hash.json"
//   listen = ["127.0.0.1:8080", "[::1]:8080"]
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace commands {

struct IniEntry {
  std::size_t line;  // from 1
  std::string name;
  std::vector<std::string> values;  // one value, or each value of a list in brackets
};

struct IniSection {
  std::size_t line;
  std::string name;  // "": the lines before the first section
  std::vector<IniEntry> entries;
};

struct IniFault {
  std::size_t line;
  std::string message;
};

struct IniFile {
  std::vector<IniSection> sections;
  std::vector<IniFault> faults;  // all lines that do not have this form
};

// `bytes` is UTF-8, with or without a byte order mark. Lines end with LF or CRLF. Inside quotation
// marks (" or ') the text is taken literally: there are no escapes.
IniFile read_ini(std::string_view bytes);

}  // namespace commands
