// net/listen.h - listening sockets. Takes an address from the administrator, or a socket that a
// service manager has opened. Returns what the loops accept connections from.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <optional>
#include <string>
#include <vector>

#include "net/error.h"
#include "net/unix_socket.h"
#include "result.h"

namespace net {

// Bounds of the kernel's memory for one connection. Without them, clients that send requests and do
// not read the answers could use up all memory.
//
// Unsent bytes: TCP_NOTSENT_LOWAT counts the bytes that the client's window has no room for yet. It
// does not count bytes in flight, so a fast client on a long line is not slowed down. Measured: 3.9
// MB over a line with 100 ms of delay take 1.1 to 1.5 s with and without the limit. With an
// SO_SNDBUF of 64 KiB, which uses about the same memory, they take 5.5 s. The kernel checks the
// limit before it begins a new packet buffer. It holds at most 64 KiB; without the limit it holds
// 2.2 MB.
inline constexpr int max_unsent_bytes = 16 << 10;
// Unread bytes: pipelined requests. The kernel doubles the value for its own overhead. A head of 32
// KiB arrives in pieces.
inline constexpr int max_unread_bytes = 16 << 10;

// Says which process accepts connections from the same queue or port after this one.
enum class Successor : unsigned char {
  none,        // no other process: this one accepts queued connections, the kernel refuses later ones
  other_port,  // a process with its own socket on the same port (SO_REUSEPORT): net/syn_filter.h
  same_queue,  // the next process that gets this socket: it accepts what waits in the queue
};

// Belongs to one loop.
struct Listener {
  boost::asio::posix::stream_descriptor descriptor;
  bool is_secure;  // TLS
  Successor successor;
};

struct BoundSocket {
  std::string endpoint;                // as Server::bind returns it
  std::vector<Listener> listeners;     // one for each loop
  std::optional<UnixSocketFile> file;  // of a Unix socket that this process made
};

struct ListenOptions {
  bool has_tls;      // for all addresses except Unix sockets
  bool shares_port;  // with other processes of this user that set it too
};

// `text` is "unix:PATH" or what parse_endpoint() takes. The loops share a port by SO_REUSEPORT: the
// kernel spreads the connections over them. If other processes may not share the port, it is first
// bound without SO_REUSEPORT. This finds out whether it is free. The loops share a Unix socket by
// waiting for it together.
Result<BoundSocket, Error> listen_on(const std::string& text, ListenOptions options,
                                     const std::vector<boost::asio::io_context*>& loops);

// `descriptor` is already listening. This function takes ownership of it.
Result<BoundSocket, Error> listen_on_systemd_socket(int descriptor, ListenOptions options,
                                                    const std::vector<boost::asio::io_context*>& loops);

}  // namespace net
