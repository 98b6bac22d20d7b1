// commands/export.h - `latest-news export`: the whole site as files.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace commands {

struct ExportOptions {
  std::string folder;
  std::string public_url;         // where the files will be
  std::vector<std::string> news;  // files and URLs; empty: the bundled news
  std::optional<std::string> assets;
  std::optional<std::string> queries;  // a file with a query a line; without it, some common ones
};

// Makes the folder, or replaces one that it has made before. With an error, nothing changes. A link that leads nowhere
// is a warning. Exit status: 0; 1: the news, the templates, the queries or the folder are at fault; 2: the public URL
// is at fault.
int run_export(const ExportOptions& options, std::ostream& out, std::ostream& err);

}  // namespace commands
