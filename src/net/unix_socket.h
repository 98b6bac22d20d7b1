// net/unix_socket.h - the file of a Unix socket: created, replaced if it is stale, removed.
#pragma once

#include <sys/types.h>

#include <ctime>
#include <string>

#include "descriptor.h"
#include "net/error.h"
#include "result.h"

namespace net {

// Owns a file name that this process has bound. If another process has bound the name since, the
// file stays.
class UnixSocketFile {
 public:
  explicit UnixSocketFile(std::string path);
  ~UnixSocketFile() { remove(); }
  UnixSocketFile(UnixSocketFile&& other) noexcept;
  UnixSocketFile& operator=(UnixSocketFile&&) = delete;

  void remove() noexcept;

 private:
  std::string path_;  // "" after it is removed
  dev_t device_ = 0;
  ino_t number_ = 0;
  timespec changed_{};
};

struct UnixSocket {
  Descriptor descriptor;
  UnixSocketFile file;
};

// Binds and listens; the file's mode is 0660. Replaces a stale socket file of this user: one where
// no process listens. Error: names what else is at the path or prevents the call.
Result<UnixSocket, Error> listen_on_unix_socket(const std::string& path);

}  // namespace net
