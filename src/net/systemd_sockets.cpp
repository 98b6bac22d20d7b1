#include "net/systemd_sockets.h"

#include <fcntl.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <cstring>

namespace net {
namespace {

constexpr int first_descriptor = 3;
constexpr long max_sockets = 1000;

long read_number(const char* name) {
  long number = 0;
  if (const char* text = std::getenv(name)) std::from_chars(text, text + std::strlen(text), number);
  return number;
}

}  // namespace

std::vector<int> take_systemd_sockets() {
  const bool is_ours = read_number("LISTEN_PID") == ::getpid();
  const long count = read_number("LISTEN_FDS");
  for (const char* name : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"}) ::unsetenv(name);
  std::vector<int> descriptors;
  if (!is_ours || count > max_sockets) return descriptors;
  for (int i = 0; i < count; ++i) {
    ::fcntl(first_descriptor + i, F_SETFD, FD_CLOEXEC);
    descriptors.push_back(first_descriptor + i);
  }
  return descriptors;
}

}  // namespace net
