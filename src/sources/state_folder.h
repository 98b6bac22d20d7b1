// sources/state_folder.h - keeps the last good news of each URL in a folder, for a restart.
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

// There is one file for each URL: a line with a checksum and the charset, then the body. A new file
// is written beside the old one, synced, and renamed. So after a crash there is either the old copy
// or the new one.
class StateFolder {
 public:
  explicit StateFolder(std::string folder) : folder_(std::move(folder)) {}

  // Returns nothing on success. Otherwise returns the reason, in one line that names the file.
  // Makes the folder if it is missing.
  std::optional<std::string> keep(const std::string& url, const KeptCopy& copy) const;

  // Nothing if there is no copy. Error: the copy cannot be read or its checksum is wrong, in one
  // line that names the file.
  Result<std::optional<KeptCopy>, std::string> find(const std::string& url) const;

  std::string file_of(const std::string& url) const;

 private:
  std::string folder_;
};

}  // namespace sources
