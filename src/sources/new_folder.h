// sources/new_folder.h - replaces a whole folder or nothing.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace sources {

// Writes into a new folder beside the one that it will replace. A file whose bytes have not changed is linked, so it
// keeps its inode and its time. Every function throws std::filesystem::filesystem_error, which names the path, if the
// system refuses. Without finish(), nothing has changed.
class NewFolder {
 public:
  // `marker` is a file that every such folder has. A folder that is not empty and has no marker is not replaced:
  // std::filesystem::filesystem_error with std::errc::directory_not_empty.
  NewFolder(const std::filesystem::path& folder, const std::string& marker);
  ~NewFolder();
  NewFolder(const NewFolder&) = delete;
  NewFolder& operator=(const NewFolder&) = delete;

  // `path` is relative. Any thread may call, for different paths. Whether the file was there, with these bytes.
  bool write(const std::string& path, std::string_view bytes);
  // Takes a file of the folder that is replaced. Nothing if there is none.
  bool keep(const std::string& path);

  // Exchanges the two folders in one step, where the file system can (renameat2(2)), and removes the old one.
  void finish();

 private:
  bool link_old(const std::string& path);

  std::filesystem::path folder_;
  std::filesystem::path new_;
  bool is_finished_ = false;
};

}  // namespace sources
