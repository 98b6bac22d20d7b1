// commands/signals.h - what signals do to a server that runs.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <functional>

#include "http/server.h"

namespace commands {

// SIGTERM and SIGINT: the first ends the server in order, a second one at once. SIGHUP calls `on_hangup`,
// or ends the program where that is empty. From when it is made on, until it is destroyed; all calls by whoever runs
// the context.
class Signals {
 public:
  Signals(boost::asio::io_context& context, http::Server& server, std::function<void()> on_hangup);

 private:
  void wait();

  boost::asio::signal_set set_;
  http::Server& server_;
  std::function<void()> on_hangup_;
  bool is_ending_ = false;
};

}  // namespace commands
