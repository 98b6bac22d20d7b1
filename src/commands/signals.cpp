#include "commands/signals.h"

#include <csignal>
#include <utility>

namespace commands {

Signals::Signals(boost::asio::io_context& context, bool catches_hangup) : set_(context, SIGINT, SIGTERM) {
  if (catches_hangup) set_.add(SIGHUP);
}

void Signals::start(server::Server& server, std::function<void()> on_hangup) {
  server_ = &server;
  on_hangup_ = std::move(on_hangup);
  wait();
}

void Signals::wait() {
  set_.async_wait([this](const boost::system::error_code& ec, int signal) {
    if (ec) return;
    wait();  // first, so that the next signal is received even if the code below throws
    if (signal == SIGHUP) {
      on_hangup_();
    } else if (std::exchange(is_ending_, true)) {
      server_->stop_now();
    } else {
      server_->stop();
    }
  });
}

}  // namespace commands
