#include "net/unix_socket.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "net/endpoint.h"

namespace net {
namespace {

constexpr mode_t mode = 0660;

Descriptor make_socket(int flags) { return Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | flags, 0)); }

const sockaddr* generic(const sockaddr_un& address) { return reinterpret_cast<const sockaddr*>(&address); }

enum class Occupant : unsigned char { nobody, somebody, other_user, no_socket };

Occupant find_occupant(const sockaddr_un& address) {
  struct stat file = {};
  if (::lstat(address.sun_path, &file) != 0) return Occupant::nobody;
  if (!S_ISSOCK(file.st_mode)) return Occupant::no_socket;
  const Descriptor probe = make_socket(SOCK_NONBLOCK);
  // ECONNREFUSED: the socket was bound once and is closed now. A full queue gives EAGAIN.
  if (!probe.is_open() || ::connect(probe.get(), generic(address), sizeof address) == 0 || errno != ECONNREFUSED) {
    return Occupant::somebody;
  }
  return file.st_uid == ::geteuid() ? Occupant::nobody : Occupant::other_user;
}

}  // namespace

UnixSocketFile::UnixSocketFile(std::string path) : path_(std::move(path)) {
  struct stat file = {};
  if (::lstat(path_.c_str(), &file) != 0) return;
  device_ = file.st_dev;
  number_ = file.st_ino;
  changed_ = file.st_ctim;  // the system reuses inode numbers of removed files
}

UnixSocketFile::UnixSocketFile(UnixSocketFile&& other) noexcept
    : path_(std::exchange(other.path_, {})), device_(other.device_), number_(other.number_), changed_(other.changed_) {}

void UnixSocketFile::remove() noexcept {
  struct stat file = {};
  if (!path_.empty() && ::lstat(path_.c_str(), &file) == 0 && file.st_dev == device_ && file.st_ino == number_ &&
      file.st_ctim.tv_sec == changed_.tv_sec && file.st_ctim.tv_nsec == changed_.tv_nsec) {
    ::unlink(path_.c_str());
  }
  path_.clear();
}

Result<UnixSocket, Error> listen_on_unix_socket(const std::string& path) {
  const std::string text = "unix:" + path;
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty()) return cannot_listen(text, "there is no path", "write unix:PATH, such as unix:/run/latest-news");
  if (path.size() >= sizeof address.sun_path) {
    return cannot_listen(text, "the path has more than " + std::to_string(sizeof address.sun_path - 1) + " bytes",
                         "choose a shorter one");
  }
  std::memcpy(address.sun_path, path.data(), path.size());

  Descriptor descriptor = make_socket(SOCK_NONBLOCK);
  if (!descriptor.is_open()) return cannot_listen(text, std::strerror(errno));
  // Sets the mode before anyone can see the file. The umask may remove bits; chmod() below restores
  // them.
  ::fchmod(descriptor.get(), mode);
  int result = ::bind(descriptor.get(), generic(address), sizeof address);
  if (result != 0 && errno == EADDRINUSE) {
    switch (find_occupant(address)) {
      case Occupant::somebody:
        return cannot_listen(text, "it is in use", "end the program that listens there, or choose another path");
      case Occupant::other_user:
        return cannot_listen(text, "another user has left a socket there", "remove it, or choose another path");
      case Occupant::no_socket:
        return cannot_listen(text, "there is a file that is no socket", "choose another path");
      case Occupant::nobody:
        ::unlink(path.c_str());
        result = ::bind(descriptor.get(), generic(address), sizeof address);
        break;
    }
  }
  if (result != 0) {
    return errno == ENOENT ? cannot_listen(text, "there is no such folder", "make it first")
                           : cannot_listen(text, std::strerror(errno));
  }
  if (::chmod(path.c_str(), mode) != 0 || ::listen(descriptor.get(), SOMAXCONN) != 0) {
    const int error = errno;
    ::unlink(path.c_str());
    return cannot_listen(text, std::strerror(error));
  }
  return UnixSocket{std::move(descriptor), UnixSocketFile(path)};
}

}  // namespace net
