// tests/faults/board.h - what a test and the library in the program that it tests share: a file that both have mapped.
#pragma once

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace faults {

// The environment names the file. Without it every call is passed on.
inline constexpr const char* board_variable = "FAILING_CALLS_BOARD";

enum class Call : unsigned char {
  accept4,
  receive,    // recv, and read on a connection
  send,       // send, sendmsg, and write on a connection
  epoll_ctl,  // on a connection
  read,       // of a regular file
  write,      // likewise
  open,       // open, openat, fopen
  stat,       // stat, lstat, fstat
  pthread_create,
};
inline constexpr std::array<const char*, 9> call_names{"accept4", "receive", "send", "epoll_ctl",     "read",
                                                       "write",   "open",    "stat", "pthread_create"};

struct Board {
  // One call in so many fails; 0: none. At first all are 0, so that the program can start.
  std::array<std::atomic<std::uint32_t>, call_names.size()> one_in;
  std::uint64_t seed;
  std::atomic<std::uint64_t> draws;
  std::array<std::atomic<std::uint32_t>, call_names.size()> made;
  std::array<std::atomic<std::uint32_t>, call_names.size()> failed;
  // By the client's port: how many fatal errors its connection was given.
  std::array<std::atomic<std::uint32_t>, 65536> fatal;
};

// All zeros if the file is new. Null if it cannot be mapped.
inline Board* map_board(const char* path) {
  const int descriptor = ::open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return nullptr;
  void* bytes = MAP_FAILED;
  if (::ftruncate(descriptor, sizeof(Board)) == 0) {
    bytes = ::mmap(nullptr, sizeof(Board), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  }
  ::close(descriptor);
  return bytes == MAP_FAILED ? nullptr : static_cast<Board*>(bytes);
}

}  // namespace faults
