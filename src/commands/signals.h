// commands/signals.h - what signals do to a server that runs.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <functional>

#include "server/server.h"

namespace commands {

// Catches SIGTERM and SIGINT from its construction to its end; SIGHUP too if `catches_hangup`, which else ends the
// program. Signals that come before start() wait for it.
class Signals {
 public:
  Signals(boost::asio::io_context& context, bool catches_hangup);

  // From now on, the thread that runs the context stops `server` at the first SIGTERM or SIGINT, ends it at once at the
  // second, and calls `on_hangup` at SIGHUP. Both must outlive that thread.
  void start(server::Server& server, std::function<void()> on_hangup);

 private:
  void wait();

  boost::asio::signal_set set_;
  server::Server* server_ = nullptr;
  std::function<void()> on_hangup_;
  bool is_ending_ = false;
};

}  // namespace commands
