// net/unix_socket.h - the name of a Unix socket in the file system: made, replaced when it is stale, removed.
#pragma once

#include <sys/types.h>

#include <ctime>
#include <string>

#include "descriptor.h"
#include "net/error.h"
#include "result.h"

namespace net {

// Owns a name that this process has bound. One that has become another's meanwhile is left alone.
class UnixSocketFile {
 public:
  explicit UnixSocketFile(std::string path);
  ~UnixSocketFile() { remove(); }
  UnixSocketFile(UnixSocketFile&& other) noexcept;
  UnixSocketFile& operator=(UnixSocketFile&&) = delete;

  void remove() noexcept;

 private:
  std::string path_;  // "" once it is removed
  dev_t device_ = 0;
  ino_t number_ = 0;
  timespec changed_{};
};

struct UnixSocket {
  Descriptor descriptor;
  UnixSocketFile file;
};

// Binds and listens, mode 0660. A stale socket file of this user (no process listens) is replaced. Error:
// what else is there, or in the way.
Result<UnixSocket, Error> listen_on_unix_socket(const std::string& path);

}  // namespace net
