// net/systemd_sockets.h - listening sockets that a service manager has opened for this process: sd_listen_fds(3).
#pragma once

#include <vector>

namespace net {

// Returns the descriptors of the sockets and sets close-on-exec. They are LISTEN_FDS descriptors
// from 3 on, if LISTEN_PID is this process. Removes both variables from the environment, so that no
// child process uses them. A second call returns an empty list. Call it before other threads start.
std::vector<int> take_systemd_sockets();

}  // namespace net
