#include "http/acceptance.h"

#include <sys/socket.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>  // before Boost.Asio, which forgets it (1.74 with g++ 12)

namespace http {
namespace {

constexpr int accepted_at_once = 64;  // then those who are in get their turn
constexpr std::chrono::seconds retry_after{1};

}  // namespace

Acceptance::Acceptance(boost::asio::io_context& loop, Population& population, Admit admit, const Log& log_error)
    : population_(population), admit_(std::move(admit)), log_error_(log_error), retry_(loop) {}

void Acceptance::start() {
  for (auto& acceptor : acceptors_) wait(acceptor);
}

void Acceptance::wait(boost::asio::ip::tcp::acceptor& acceptor) {
  acceptor.async_wait(boost::asio::socket_base::wait_read, [this, &acceptor](const boost::system::error_code& ec) {
    if (ec || is_stopped_ || is_paused_) return;
    accept_all(acceptor);
    if (!is_paused_) wait(acceptor);
  });
}

void Acceptance::accept_all(boost::asio::ip::tcp::acceptor& acceptor) {
  bool was_last = false;
  for (int i = 0; i < accepted_at_once && !was_last; ++i) {
    const auto obstacle = accept_one(acceptor, was_last);
    if (obstacle == Obstacle::none) continue;
    pause(obstacle, errno);
    return;
  }
}

Acceptance::Obstacle Acceptance::accept_one(boost::asio::ip::tcp::acceptor& acceptor, bool& was_last) {
  if (!population_.try_enter()) return Obstacle::population;
  const int descriptor = ::accept4(acceptor.native_handle(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (descriptor >= 0) {
    admit_(descriptor);
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

// No wait is under way from here on, so that a queue of clients before the door cannot make the loop spin.
void Acceptance::pause(Obstacle obstacle, int error) {
  is_paused_ = true;
  if (log_error_ && population_.may_complain()) {
    log_error_(obstacle == Obstacle::population
                   ? "no room: all of " + std::to_string(population_.max()) +
                         " connections are in use; new ones wait until one of them closes"
                   : "no room: the system gives no more descriptors (" + std::string(std::strerror(error)) +
                         "); new connections wait until one closes; raise the limit (ulimit -n)");
  }
  for (auto& acceptor : acceptors_) {
    boost::system::error_code ignored;
    acceptor.cancel(ignored);
  }
  population_.begin_waiting();
  if (obstacle == Obstacle::population) {
    if (population_.has_room()) on_room();
    return;
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

void Acceptance::stop() {
  if (is_stopped_) return;
  if (!is_paused_) {
    for (auto& acceptor : acceptors_) accept_all(acceptor);
  }
  is_stopped_ = true;
  if (is_paused_) population_.end_waiting();
  is_paused_ = false;
  retry_.cancel();
  acceptors_.clear();
}

}  // namespace http
