// server/event_loop.h - one thread's event loop: its listening sockets, connections and deadlines.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "net/tls_context.h"
#include "server/acceptor.h"
#include "server/clock.h"
#include "server/connection_handler.h"
#include "server/connection_limit.h"
#include "server/counters.h"
#include "server/deadlines.h"
#include "server/request_handler.h"
#include "server/settings.h"

namespace server {

class EventLoop {
 public:
  // `ask_others` asks the other loops to make room for a connection. Throws
  // boost::system::system_error if the kernel has no epoll descriptor left.
  EventLoop(const Settings& settings, const Shared& shared, ConnectionLimit& connection_limit,
            std::shared_ptr<Origin> origin, std::function<void()> ask_others);
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  boost::asio::io_context& context() noexcept { return context_; }
  // Call it before run().
  void begin_with(net::TlsContext tls) { tls_ = std::move(tls); }
  void add(net::Listener listener) { acceptor_.add(std::move(listener)); }

  // Runs until stop() and the end of the work that is then in progress. Throws nothing.
  void run();

  // Any thread may call.
  void replace(std::shared_ptr<Origin> origin);
  void set_tls(net::TlsContext tls);  // for connections from now on
  void stop();
  void stop_now();
  void on_room();
  void make_room_for_another();
  const Counters& counters() const noexcept { return counters_; }
  const HostCounts& host_counts() const noexcept { return request_handler_.host_counts(); }
  // The loop's thread calls `answer` at its next turn or when the loop ends. If the loop has
  // already ended, this thread calls it at once.
  void ask(std::function<void()> answer);

 private:
  void answer_questions();
  void wait_for_events();
  void dispatch_events();
  void resume(Connection& connection, const std::shared_ptr<Resource>& resource);
  void admit(int descriptor, bool is_secure);
  std::unique_ptr<Connection> make_connection(int descriptor, bool is_secure) const noexcept;
  bool make_room();
  void begin_drain();
  void drain();
  void expire();
  void arm_timer();
  void destroy(Connection* connection);
  void trim_memory_soon() noexcept;
  void destroy_all();
  template <class Step>
  void advance(Connection& connection, Step step) noexcept;

  std::chrono::milliseconds drain_timeout_;
  std::size_t max_handshakes_;
  Shared shared_;
  ConnectionLimit& connection_limit_;
  boost::asio::io_context context_;
  int events_;  // the epoll descriptor; readiness_ owns it
  boost::asio::posix::stream_descriptor readiness_;
  boost::asio::steady_timer timer_;
  boost::asio::steady_timer drain_;
  boost::asio::steady_timer trim_;
  std::size_t churn_ = 0;  // handshakes and ends since the last trim
  std::int64_t armed_for_ = Deadlines::never;
  std::mutex questions_mutex_;
  std::vector<std::function<void()>> questions_;
  bool takes_questions_ = true;
  bool is_stopping_ = false;
  bool is_draining_ = false;
  net::TlsContext tls_;  // null if no address has TLS
  Clock clock_;
  Counters counters_;
  Deadlines deadlines_;
  RequestHandler request_handler_;
  ConnectionHandler connection_handler_;
  Acceptor acceptor_;
};

}  // namespace server
