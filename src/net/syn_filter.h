// net/syn_filter.h - hands a port with SO_REUSEPORT to the next process and loses no connection.
//
// The kernel gives each new connection to one of the sockets on the port. When a socket closes, the
// kernel resets its connections that are not accepted: those in its queue and those in handshake.
// Therefore the socket drops new SYNs before it closes. The client repeats its SYN after a second,
// and the other process gets it. Connections that are already in handshake still arrive and are
// accepted.
#pragma once

#include <chrono>

namespace net {

// Time for a client's last ACK to arrive. A round trip around the world takes less time.
inline constexpr std::chrono::milliseconds syn_filter_wait{300};

// From now on, no connection begins at this listening socket. If the kernel refuses the filter,
// returns false and sets errno. Some systems refuse it for ordinary users.
bool drop_new_syns(int descriptor) noexcept;

}  // namespace net
