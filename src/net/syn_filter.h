// net/syn_filter.h - how a port goes over to the next process of SO_REUSEPORT without a lost connection.
//
// The kernel gives each new connection to one of the sockets on the port. When a socket closes, those that have not
// been accepted from it are reset: who is in its queue, and who is still shaking hands. So before it closes, it takes
// no new ones (a filter on it drops each first SYN, which its client repeats after a second and which then meets the
// other process), while those on the way still arrive and are accepted.
#pragma once

#include <chrono>

namespace net {

// For a client's last ACK to come: more than a way around the world and back.
inline constexpr std::chrono::milliseconds syn_filter_wait{300};

// From now on no connection begins at this listening socket. False, and errno set, if the kernel refuses the filter:
// some systems do for ordinary users.
bool drop_new_syns(int descriptor) noexcept;

}  // namespace net
