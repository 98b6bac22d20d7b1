// net/listen.h - sockets that listen: from what an administrator wrote, or a service manager has opened, to
// what loops accept from.
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

// What the kernel may hold for one connection, so that clients which ask and do not read cannot take all its memory.
//
// Unsent: TCP_NOTSENT_LOWAT counts the bytes that the client's window has no room for yet, not those in flight. So a
// fast client over a long line is not slowed down: 3.9 MB over a line with 100 ms of delay take 1.1 to 1.5 s with and
// without it, but 5.5 s with an SO_SNDBUF of 64 KiB, which holds about the same memory. The kernel checks the limit
// before it begins a new packet buffer: it holds 64 KiB at most, and 2.2 MB without the limit.
inline constexpr int max_unsent_bytes = 16 << 10;
// Unread: pipelined requests. The kernel doubles the value for its own overhead. A head of 32 KiB arrives in pieces.
inline constexpr int max_unread_bytes = 16 << 10;

// Which process accepts from the same queue, or the same port, after this one.
enum class Successor : unsigned char {
  none,        // no other process: queued connections are accepted, later ones are refused by the kernel
  other_port,  // a process with a socket of its own on the same port (SO_REUSEPORT): net/syn_filter.h
  same_queue,  // the next process that gets the same socket: it accepts what waits in the queue
};

// One loop's.
struct Listener {
  boost::asio::posix::stream_descriptor descriptor;
  bool is_secure;  // TLS
  Successor successor;
};

struct BoundSocket {
  std::string endpoint;                // as Server::bind says it
  std::vector<Listener> listeners;     // one for each loop
  std::optional<UnixSocketFile> file;  // of a Unix socket that is ours
};

struct ListenOptions {
  bool has_tls;      // on everything but Unix sockets
  bool shares_port;  // with other processes of this user, that say so too
};

// "unix:PATH", or what parse_endpoint() takes. Loops share a port by SO_REUSEPORT, by which the kernel spreads the
// connections; unless other processes may, too, the port is first bound without it. They share a Unix socket by
// waiting for it all together.
Result<BoundSocket, Error> listen_on(const std::string& text, ListenOptions options,
                                     const std::vector<boost::asio::io_context*>& loops);

// A socket that listens already; owned by this from now on.
Result<BoundSocket, Error> listen_on_systemd_socket(int descriptor, ListenOptions options,
                                                    const std::vector<boost::asio::io_context*>& loops);

}  // namespace net
