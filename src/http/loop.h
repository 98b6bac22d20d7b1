// http/loop.h - one thread's event loop: its listening sockets, its connections, their time.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <memory>

#include "http/acceptance.h"
#include "http/clock.h"
#include "http/counters.h"
#include "http/deadlines.h"
#include "http/dialogue.h"
#include "http/population.h"
#include "http/responder.h"

namespace http {

class Loop {
 public:
  // Throws boost::system::system_error if the kernel has no epoll descriptor left.
  Loop(const Settings& settings, const Shared& shared, Population& population, std::shared_ptr<Origin> origin);
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  boost::asio::io_context& context() noexcept { return context_; }
  void add(boost::asio::ip::tcp::acceptor acceptor) { acceptance_.add(std::move(acceptor)); }

  // Until stop(), and the end of what is under way then. Throws nothing.
  void run();

  // Any thread.
  void replace(std::shared_ptr<Origin> origin);
  void stop();
  void on_room();
  const Counters& counters() const noexcept { return counters_; }

 private:
  void wait_for_events();
  void harvest();
  void admit(int descriptor);
  void part();
  void expire();
  void arm_timer();
  void destroy(Connection* connection);
  void destroy_all();
  template <class Step>
  void advance(Connection& connection, Step step) noexcept;

  std::chrono::milliseconds drain_timeout_;
  Shared shared_;
  Population& population_;
  boost::asio::io_context context_;
  int events_;  // the epoll descriptor, owned by readiness_
  boost::asio::posix::stream_descriptor readiness_;
  boost::asio::steady_timer timer_;
  boost::asio::steady_timer drain_;
  std::int64_t armed_for_ = Deadlines::never;
  bool is_parting_ = false;
  Clock clock_;
  Counters counters_;
  Deadlines deadlines_;
  Responder responder_;
  Dialogue dialogue_;
  Acceptance acceptance_;
};

}  // namespace http
