// server/acceptor.h - accepts connections while there is room for them.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "net/listen.h"
#include "server/connection_limit.h"

namespace server {

// Belongs to one loop. All calls are on its thread.
class Acceptor {
 public:
  using Admit = std::function<void(int descriptor, bool is_secure)>;  // owns the descriptor; it is counted in the limit
  using Log = std::function<void(const std::string&)>;
  // Closes the connection that has been idle for longest. False if no connection was idle long
  // enough.
  using MakeRoom = std::function<bool()>;

  // `ask_others` asks the other loops to make room. They answer by on_room().
  Acceptor(boost::asio::io_context& loop, ConnectionLimit& connection_limit, Admit admit, MakeRoom make_room,
           std::function<void()> ask_others, const Log& log_error);

  void add(net::Listener listener) { listeners_.push_back(std::move(listener)); }
  void start();
  // There may be room again: a connection was closed or has returned its descriptor.
  void on_room();
  bool is_paused() const noexcept { return is_paused_; }
  // Drops new SYNs, so that another process on the port gets them. Returns whether connections that
  // are already in handshake may still arrive before stop().
  bool drop_new_syns();
  // Accepts the connections that are in the queues, and no more after that.
  void stop();

 private:
  enum class Obstacle : unsigned char { none, connection_limit, descriptors };

  void wait(net::Listener& listener);
  void accept_many(net::Listener& listener, int most);
  Obstacle accept_one(net::Listener& listener, bool& was_last);
  void complain(const std::string& text);
  void pause(Obstacle obstacle, int error);

  ConnectionLimit& connection_limit_;
  Admit admit_;
  MakeRoom make_room_;
  std::function<void()> ask_others_;
  const Log& log_error_;
  std::vector<net::Listener> listeners_;  // does not grow after start()
  boost::asio::steady_timer retry_;
  bool is_paused_ = false;
  bool is_stopped_ = false;
};

}  // namespace server
