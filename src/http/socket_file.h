// http/socket_file.h - the name of a Unix socket in the file system: made, replaced when it is stale, removed.
#pragma once

#include <sys/types.h>

#include <ctime>
#include <string>

#include "http/descriptor.h"
#include "http/server.h"
#include "result.h"

namespace http {

// Owns a name that this process has bound. One that has become another's meanwhile is left alone.
class SocketFile {
 public:
  explicit SocketFile(std::string path);
  ~SocketFile() { remove(); }
  SocketFile(SocketFile&& other) noexcept;
  SocketFile& operator=(SocketFile&&) = delete;

  void remove() noexcept;

 private:
  std::string path_;  // "" once it is removed
  dev_t device_ = 0;
  ino_t number_ = 0;
  timespec changed_{};
};

struct LocalSocket {
  Descriptor descriptor;
  SocketFile file;
};

// Binds and listens, mode 0660. A socket file of this user behind which nobody listens any more is replaced. Error:
// what else is there, or in the way.
Result<LocalSocket, BindError> listen_on_path(const std::string& path);

}  // namespace http
