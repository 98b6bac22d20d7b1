#include "server/acceptor.h"

#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>  // must precede Boost.Asio, which does not include it (1.74 with g++ 12)

#include "net/syn_filter.h"

namespace server {
namespace {

constexpr int accepted_at_once = 64;   // then the open connections get a turn
constexpr int accepted_at_end = 8192;  // twice what a queue holds (SOMAXCONN)
constexpr std::chrono::seconds retry_after{1};

}  // namespace

Acceptor::Acceptor(boost::asio::io_context& loop, ConnectionLimit& connection_limit, Admit admit, MakeRoom make_room,
                   std::function<void()> ask_others, const Log& log_error)
    : connection_limit_(connection_limit),
      admit_(std::move(admit)),
      make_room_(std::move(make_room)),
      ask_others_(std::move(ask_others)),
      log_error_(log_error),
      retry_(loop) {}

void Acceptor::start() {
  for (auto& listener : listeners_) wait(listener);
}

void Acceptor::wait(net::Listener& listener) {
  using boost::asio::posix::stream_descriptor;
  listener.descriptor.async_wait(stream_descriptor::wait_read, [this, &listener](const boost::system::error_code& ec) {
    if (ec || is_stopped_ || is_paused_) return;
    accept_many(listener, accepted_at_once);
    if (!is_paused_) wait(listener);
  });
}

void Acceptor::accept_many(net::Listener& listener, int most) {
  bool was_last = false;
  for (int i = 0; i < most && !was_last; ++i) {
    const auto obstacle = accept_one(listener, was_last);
    if (obstacle == Obstacle::none) continue;
    pause(obstacle, errno);
    return;
  }
}

Acceptor::Obstacle Acceptor::accept_one(net::Listener& listener, bool& was_last) {
  if (!connection_limit_.try_enter()) {
    // Closes an idle connection only if a new one waits to be accepted.
    pollfd newcomer{listener.descriptor.native_handle(), POLLIN, 0};
    was_last = ::poll(&newcomer, 1, 0) <= 0;
    if (was_last) return Obstacle::none;
    complain("no room: all of " + std::to_string(connection_limit_.max()) +
             " connections are in use; for each new one the connection that is idle for longest is closed");
    if (!make_room_() || !connection_limit_.try_enter()) return Obstacle::connection_limit;
  }
  const int descriptor = ::accept4(listener.descriptor.native_handle(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (descriptor >= 0) {
    admit_(descriptor, listener.is_secure);
    return Obstacle::none;
  }
  const int error = errno;
  connection_limit_.leave();
  errno = error;
  if (error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM) return Obstacle::descriptors;
  // Other errors belong to a connection that is gone already (accept(2), "Error handling").
  was_last = error == EAGAIN || error == EWOULDBLOCK;
  return Obstacle::none;
}

void Acceptor::complain(const std::string& text) {
  if (log_error_ && connection_limit_.may_complain()) log_error_(text);
}

// Cancels all waits. Otherwise a queue of waiting clients would make the loop spin.
void Acceptor::pause(Obstacle obstacle, int error) {
  is_paused_ = true;
  if (obstacle == Obstacle::descriptors) {
    complain("no room: the system gives no more descriptors (" + std::string(std::strerror(error)) +
             "); new connections wait until one closes; raise the limit (ulimit -n)");
  }
  for (auto& listener : listeners_) {
    boost::system::error_code ignored;
    listener.descriptor.cancel(ignored);
  }
  connection_limit_.begin_waiting();
  if (obstacle == Obstacle::connection_limit) {
    if (connection_limit_.has_room()) return on_room();
    ask_others_();
  }
  retry_.expires_after(retry_after);
  retry_.async_wait([this](const boost::system::error_code& ec) {
    if (!ec) on_room();
  });
}

void Acceptor::on_room() {
  if (!is_paused_ || is_stopped_) return;
  is_paused_ = false;
  connection_limit_.end_waiting();
  retry_.cancel();
  start();
}

bool Acceptor::drop_new_syns() {
  bool may_arrive = false;
  for (auto& listener : listeners_) {
    if (listener.successor != net::Successor::other_port) continue;
    if (net::drop_new_syns(listener.descriptor.native_handle())) {
      may_arrive = true;
    } else if (log_error_) {
      log_error_("the port goes over without a filter on its first packets (" + std::string(std::strerror(errno)) +
                 "): connections that begin just now may be reset; a socket of the service manager loses none");
    }
  }
  return may_arrive;
}

void Acceptor::stop() {
  if (is_stopped_) return;
  for (auto& listener : listeners_) {
    if (!is_paused_ && listener.successor != net::Successor::same_queue) accept_many(listener, accepted_at_end);
  }
  is_stopped_ = true;
  if (is_paused_) connection_limit_.end_waiting();
  is_paused_ = false;
  retry_.cancel();
  listeners_.clear();
}

}  // namespace server
