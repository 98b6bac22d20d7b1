// sources/state_folder.h - the last good news of each URL, kept in a folder for a restart.
#pragma once

#include <optional>
#include <string>

#include "result.h"

namespace sources {

struct KeptCopy {
  std::string body;
  std::string charset;  // of Content-Type; ""

  friend bool operator==(const KeptCopy&, const KeptCopy&) = default;
};

// One file for each URL: a line with a checksum and the charset, then the body. A file is written whole beside the old
// one, synced, and renamed: after a crash there is the old copy or the new one.
class StateFolder {
 public:
  explicit StateFolder(std::string folder) : folder_(std::move(folder)) {}

  // Nothing: it is kept. Else why not, in one line that names the file. Makes the folder if it is missing.
  std::optional<std::string> keep(const std::string& url, const KeptCopy& copy) const;

  // Nothing if there is no copy. Error: it cannot be read, or its checksum is wrong; in one line that names the file.
  Result<std::optional<KeptCopy>, std::string> find(const std::string& url) const;

  std::string file_of(const std::string& url) const;

 private:
  std::string folder_;
};

}  // namespace sources
