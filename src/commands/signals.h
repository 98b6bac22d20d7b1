// commands/signals.h - the effect of signals on a running server.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <functional>

#include "server/server.h"

namespace commands {

// Catches SIGTERM and SIGINT during its lifetime. With `catches_hangup`, also catches SIGHUP;
// without it, SIGHUP ends the program. Signals that arrive before start() wait for it.
class Signals {
 public:
  Signals(boost::asio::io_context& context, bool catches_hangup);

  // From now on, the thread that runs the context handles signals. The first SIGTERM or SIGINT
  // stops `server`. The second one ends it at once. SIGHUP calls `on_hangup`. Both arguments must
  // outlive that thread.
  void start(server::Server& server, std::function<void()> on_hangup);

 private:
  void wait();

  boost::asio::signal_set set_;
  server::Server* server_ = nullptr;
  std::function<void()> on_hangup_;
  bool is_ending_ = false;
};

}  // namespace commands
