#include "http/acceptance.h"

#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>  // before Boost.Asio, which forgets it (1.74 with g++ 12)

#include "http/handover.h"

namespace http {
namespace {

constexpr int accepted_at_once = 64;   // then those who are in get their turn
constexpr int accepted_at_end = 8192;  // twice what a queue holds (SOMAXCONN)
constexpr std::chrono::seconds retry_after{1};

}  // namespace

Acceptance::Acceptance(boost::asio::io_context& loop, Population& population, Admit admit, MakeRoom make_room,
                       std::function<void()> ask_others, const Log& log_error)
    : population_(population),
      admit_(std::move(admit)),
      make_room_(std::move(make_room)),
      ask_others_(std::move(ask_others)),
      log_error_(log_error),
      retry_(loop) {}

void Acceptance::start() {
  for (auto& listener : listeners_) wait(listener);
}

void Acceptance::wait(Listener& listener) {
  using boost::asio::posix::stream_descriptor;
  listener.descriptor.async_wait(stream_descriptor::wait_read, [this, &listener](const boost::system::error_code& ec) {
    if (ec || is_stopped_ || is_paused_) return;
    accept_many(listener, accepted_at_once);
    if (!is_paused_) wait(listener);
  });
}

void Acceptance::accept_many(Listener& listener, int most) {
  bool was_last = false;
  for (int i = 0; i < most && !was_last; ++i) {
    const auto obstacle = accept_one(listener, was_last);
    if (obstacle == Obstacle::none) continue;
    pause(obstacle, errno);
    return;
  }
}

Acceptance::Obstacle Acceptance::accept_one(Listener& listener, bool& was_last) {
  if (!population_.try_enter()) {
    // Nobody is closed unless somebody is there to come in.
    pollfd newcomer{listener.descriptor.native_handle(), POLLIN, 0};
    was_last = ::poll(&newcomer, 1, 0) <= 0;
    if (was_last) return Obstacle::none;
    complain("no room: all of " + std::to_string(population_.max()) +
             " connections are in use; for each new one the connection that is idle for longest is closed");
    if (!make_room_() || !population_.try_enter()) return Obstacle::population;
  }
  const int descriptor = ::accept4(listener.descriptor.native_handle(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (descriptor >= 0) {
    admit_(descriptor, listener.is_secure);
    return Obstacle::none;
  }
  const int error = errno;
  population_.leave();
  errno = error;
  if (error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM) return Obstacle::descriptors;
  // Others concern a connection that is gone already (accept(2), "Error handling").
  was_last = error == EAGAIN || error == EWOULDBLOCK;
  return Obstacle::none;
}

void Acceptance::complain(const std::string& text) {
  if (log_error_ && population_.may_complain()) log_error_(text);
}

// No wait is under way from here on, so that a queue of clients before the door cannot make the loop spin.
void Acceptance::pause(Obstacle obstacle, int error) {
  is_paused_ = true;
  if (obstacle == Obstacle::descriptors) {
    complain("no room: the system gives no more descriptors (" + std::string(std::strerror(error)) +
             "); new connections wait until one closes; raise the limit (ulimit -n)");
  }
  for (auto& listener : listeners_) {
    boost::system::error_code ignored;
    listener.descriptor.cancel(ignored);
  }
  population_.begin_waiting();
  if (obstacle == Obstacle::population) {
    if (population_.has_room()) return on_room();
    ask_others_();
  }
  retry_.expires_after(retry_after);
  retry_.async_wait([this](const boost::system::error_code& ec) {
    if (!ec) on_room();
  });
}

void Acceptance::on_room() {
  if (!is_paused_ || is_stopped_) return;
  is_paused_ = false;
  population_.end_waiting();
  retry_.cancel();
  start();
}

bool Acceptance::refuse_newcomers() {
  bool may_arrive = false;
  for (auto& listener : listeners_) {
    if (listener.successor != Successor::other_port) continue;
    if (http::refuse_newcomers(listener.descriptor.native_handle())) {
      may_arrive = true;
    } else if (log_error_) {
      log_error_("the port goes over without a filter on its first packets (" + std::string(std::strerror(errno)) +
                 "): connections that begin just now may be reset; a socket of the service manager loses none");
    }
  }
  return may_arrive;
}

void Acceptance::stop() {
  if (is_stopped_) return;
  for (auto& listener : listeners_) {
    if (!is_paused_ && listener.successor != Successor::same_queue) accept_many(listener, accepted_at_end);
  }
  is_stopped_ = true;
  if (is_paused_) population_.end_waiting();
  is_paused_ = false;
  retry_.cancel();
  listeners_.clear();
}

}  // namespace http
