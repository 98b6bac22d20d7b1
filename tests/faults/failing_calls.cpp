// tests/faults/failing_calls.cpp - a library for LD_PRELOAD: some system calls fail, with errors that their manual
// pages name. The calls are those that the program, libstdc++ and OpenSSL make (`nm -D --undefined-only`).
//
// Two rules keep this fair, so that every failure is the program's fault:
// - Only what the kernel may do is done. Timers, eventfds and epoll's own descriptors do not fail here: the kernel
//   has no such error for them, and a lost wake-up would be ours.
// - Connections are registered edge-triggered (src/server/event_loop.cpp): after EAGAIN no event would come for bytes
// that are
//   there already. So EAGAIN here means "the bytes come a moment later": the registration is modified to what it is,
//   which makes the kernel report readiness again. For accept4 Boost.Asio does that itself before each wait.
#undef _FORTIFY_SOURCE  // with it, headers define some of the functions that this file defines

#include <arpa/inet.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>

#include "tests/faults/board.h"

namespace {

using faults::Board;
using faults::Call;

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

// Of the C library, or of a sanitizer between us and it.
struct Real {
  decltype(&::accept4) accept4 = next<decltype(::accept4)>("accept4");
  decltype(&::close) close = next<decltype(::close)>("close");
  decltype(&::epoll_ctl) epoll_ctl = next<decltype(::epoll_ctl)>("epoll_ctl");
  decltype(&::recv) recv = next<decltype(::recv)>("recv");
  decltype(&::send) send = next<decltype(::send)>("send");
  decltype(&::sendmsg) sendmsg = next<decltype(::sendmsg)>("sendmsg");
  decltype(&::read) read = next<decltype(::read)>("read");
  decltype(&::write) write = next<decltype(::write)>("write");
  decltype(&::open) open = next<decltype(::open)>("open");
  decltype(&::openat) openat = next<decltype(::openat)>("openat");
  decltype(&::fopen) fopen = next<decltype(::fopen)>("fopen");
  decltype(&::fopen64) fopen64 = next<decltype(::fopen64)>("fopen64");
  decltype(&::stat) stat = next<decltype(::stat)>("stat");
  decltype(&::lstat) lstat = next<decltype(::lstat)>("lstat");
  decltype(&::fstat) fstat = next<decltype(::fstat)>("fstat");
  decltype(&::pthread_create) pthread_create = next<decltype(::pthread_create)>("pthread_create");
};
// Found at the first call, as other libraries may make one before this one's variables are there.
const Real& real() {
  static const Real found;
  return found;
}

// A connection belongs to one thread at a time, and so does its entry.
struct Connection {
  std::uint16_t port = 0;  // the client's; 0: this descriptor is no connection
  int epoll = -1;
  epoll_event event{};
};
std::array<Connection, 65536> connections;

Connection* find_connection(int descriptor) {
  if (descriptor < 0 || static_cast<std::size_t>(descriptor) >= connections.size()) return nullptr;
  Connection& found = connections[static_cast<std::size_t>(descriptor)];
  return found.port == 0 ? nullptr : &found;
}

Board* map_board() {
  const char* path = std::getenv(faults::board_variable);
  return path == nullptr ? nullptr : faults::map_board(path);
}
Board* const board = map_board();  // before main; null before that

std::uint64_t scatter(std::uint64_t x) {  // splitmix64
  x += 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

// One of the errors, or 0: the call is made.
int draw(Call call, std::initializer_list<int> errors) {
  const auto place = static_cast<std::size_t>(call);
  const std::uint64_t one_in = board == nullptr ? 0 : board->one_in[place].load();
  if (one_in == 0) return 0;
  ++board->made[place];
  const std::uint64_t number = scatter(board->seed + board->draws++);
  if (number % one_in != 0) return 0;
  ++board->failed[place];
  return errors.begin()[number / one_in % errors.size()];
}

void note_fatal(std::uint16_t port) { ++board->fatal[port]; }

// Whether the call fails; then errno says why.
bool fails(Call call, std::initializer_list<int> errors) {
  const int error = draw(call, errors);
  if (error != 0) errno = error;
  return error != 0;
}

bool fails_on(const Connection& connection, int descriptor, Call call) {
  const int error = draw(call, {EINTR, EAGAIN, ENOMEM, EINTR, EAGAIN, EIO});
  if (error == 0) return false;
  if (error == EAGAIN && connection.epoll >= 0) {
    epoll_event same = connection.event;
    real().epoll_ctl(connection.epoll, EPOLL_CTL_MOD, descriptor, &same);
  }
  if (error != EAGAIN && error != EINTR) note_fatal(connection.port);
  errno = error;
  return true;
}

bool is_regular_file(int descriptor) {
  struct stat status = {};
  return real().fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

bool read_fails(int descriptor) {
  if (const auto* connection = find_connection(descriptor)) return fails_on(*connection, descriptor, Call::receive);
  return is_regular_file(descriptor) && fails(Call::read, {EINTR, ENOMEM, EIO});
}

bool receive_fails(int descriptor) {
  const auto* connection = find_connection(descriptor);
  return connection != nullptr && fails_on(*connection, descriptor, Call::receive);
}

bool send_fails(int descriptor) {
  const auto* connection = find_connection(descriptor);
  return connection != nullptr && fails_on(*connection, descriptor, Call::send);
}

bool open_fails() { return fails(Call::open, {EINTR, ENOMEM, EMFILE, EIO}); }
bool stat_fails() { return fails(Call::stat, {ENOMEM, EIO}); }

// The mode is there only where a file may be made.
mode_t mode_of(int flags, va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
}

}  // namespace

extern "C" {

int accept4(int descriptor, sockaddr* address, socklen_t* size, int flags) {
  // "Too many open files" is the rarest error: the program then waits a second, unless a connection closes before.
  const int error = draw(Call::accept4, {EINTR, EAGAIN, ECONNABORTED, ENOMEM, EINTR, EAGAIN, ECONNABORTED, EMFILE});
  if (error != 0 && error != ECONNABORTED) {
    errno = error;
    return -1;
  }
  sockaddr_in peer{};
  socklen_t peer_size = sizeof peer;
  const int accepted = real().accept4(descriptor, reinterpret_cast<sockaddr*>(&peer), &peer_size, flags);
  if (accepted < 0) return accepted;
  const std::uint16_t port = peer.sin_family == AF_INET ? ntohs(peer.sin_port) : 0;
  if (error == ECONNABORTED) {  // the kernel's connection is gone with it
    note_fatal(port);
    real().close(accepted);
    errno = error;
    return -1;
  }
  if (static_cast<std::size_t>(accepted) < connections.size()) {
    connections[static_cast<std::size_t>(accepted)] = {port, -1, {}};
  }
  if (address != nullptr) ::getpeername(accepted, address, size);
  return accepted;
}

int close(int descriptor) {
  if (Connection* connection = find_connection(descriptor)) *connection = {};
  return real().close(descriptor);
}

// Modifying a registration cannot fail.
int epoll_ctl(int epoll, int operation, int descriptor, epoll_event* event) noexcept {
  Connection* const connection = find_connection(descriptor);
  if (connection == nullptr || event == nullptr) return real().epoll_ctl(epoll, operation, descriptor, event);
  if (operation == EPOLL_CTL_ADD && fails(Call::epoll_ctl, {ENOMEM, ENOSPC})) {
    note_fatal(connection->port);
    return -1;
  }
  connection->epoll = epoll;
  connection->event = *event;
  return real().epoll_ctl(epoll, operation, descriptor, event);
}

ssize_t recv(int descriptor, void* bytes, std::size_t size, int flags) {
  return receive_fails(descriptor) ? -1 : real().recv(descriptor, bytes, size, flags);
}
ssize_t __recv_chk(int descriptor, void* bytes, std::size_t size, std::size_t, int flags) {
  return recv(descriptor, bytes, size, flags);
}
ssize_t send(int descriptor, const void* bytes, std::size_t size, int flags) {
  return send_fails(descriptor) ? -1 : real().send(descriptor, bytes, size, flags);
}
ssize_t sendmsg(int descriptor, const msghdr* message, int flags) {
  return send_fails(descriptor) ? -1 : real().sendmsg(descriptor, message, flags);
}
ssize_t read(int descriptor, void* bytes, std::size_t size) {
  return read_fails(descriptor) ? -1 : real().read(descriptor, bytes, size);
}
ssize_t __read_chk(int descriptor, void* bytes, std::size_t size, std::size_t) { return read(descriptor, bytes, size); }
ssize_t write(int descriptor, const void* bytes, std::size_t size) {
  const bool fails_now = find_connection(descriptor) != nullptr
                             ? send_fails(descriptor)
                             : is_regular_file(descriptor) && fails(Call::write, {EINTR, ENOSPC, EIO});
  return fails_now ? -1 : real().write(descriptor, bytes, size);
}

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_fails() ? -1 : real().open(path, flags, mode);
}
int __open_2(const char* path, int flags) { return open(path, flags); }
int openat(int folder, const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_fails() ? -1 : real().openat(folder, path, flags, mode);
}
std::FILE* fopen(const char* path, const char* mode) { return open_fails() ? nullptr : real().fopen(path, mode); }
std::FILE* fopen64(const char* path, const char* mode) { return open_fails() ? nullptr : real().fopen64(path, mode); }

int stat(const char* path, struct stat* status) noexcept { return stat_fails() ? -1 : real().stat(path, status); }
int lstat(const char* path, struct stat* status) noexcept { return stat_fails() ? -1 : real().lstat(path, status); }
int fstat(int descriptor, struct stat* status) noexcept { return stat_fails() ? -1 : real().fstat(descriptor, status); }

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*run)(void*), void* argument) noexcept {
  const int error = draw(Call::pthread_create, {EAGAIN});
  return error != 0 ? error : real().pthread_create(thread, attributes, run, argument);
}

}  // extern "C"
