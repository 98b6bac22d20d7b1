// net/systemd_sockets.h - listening sockets that a service manager has opened for this process: sd_listen_fds(3).
#pragma once

#include <vector>

namespace net {

// Their descriptors, closed on exec from now on: LISTEN_FDS of them from 3 on, if LISTEN_PID is this process. Both
// leave the environment, so that no child takes them for its own; a second call finds none. Before other threads begin.
std::vector<int> take_systemd_sockets();

}  // namespace net
