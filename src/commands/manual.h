// commands/manual.h - the program's manual pages and its completion for shells, made from the tables that define the
// command line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace commands {

// One command with its options, as --help shows them.
struct CommandDescription {
  struct Option {
    std::string name;   // "--limit"; of an argument: "FILE"
    std::string value;  // "SECONDS"; "": it takes none
    std::string meaning;
    bool is_argument = false;
  };
  std::string name;
  std::string summary;
  std::vector<Option> options;
  std::string footer;
};

// What print_manual() can print: "man", "conf", "bash", "zsh", "fish".
std::vector<std::string> manual_names();

// "man": latest-news(1), in roff. "conf": latest-news.conf(5). Others: the completion for that shell. `version` is of
// the program.
std::string manual(std::string_view what, const std::vector<CommandDescription>& commands, const std::string& version);

}  // namespace commands
