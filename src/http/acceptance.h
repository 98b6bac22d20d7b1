// http/acceptance.h - lets connections in, as long as there is room for them.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <string>

#include "http/listening.h"
#include "http/population.h"

namespace http {

// One loop's; all calls on its thread.
class Acceptance {
 public:
  using Admit = std::function<void(int descriptor)>;  // owns it; has entered the population
  using Log = std::function<void(const std::string&)>;

  Acceptance(boost::asio::io_context& loop, Population& population, Admit admit, const Log& log_error);

  void add(boost::asio::ip::tcp::acceptor acceptor) { acceptors_.push_back(std::move(acceptor)); }
  void start();
  // There may be room again: a connection has left, or given its descriptor back.
  void on_room();
  bool is_paused() const noexcept { return is_paused_; }
  // Lets in who has come already, and nobody after that.
  void stop();

 private:
  enum class Obstacle : unsigned char { none, population, descriptors };

  void wait(boost::asio::ip::tcp::acceptor& acceptor);
  void accept_all(boost::asio::ip::tcp::acceptor& acceptor);
  Obstacle accept_one(boost::asio::ip::tcp::acceptor& acceptor, bool& was_last);
  void pause(Obstacle obstacle, int error);

  Population& population_;
  Admit admit_;
  const Log& log_error_;
  Acceptors acceptors_;
  boost::asio::steady_timer retry_;
  bool is_paused_ = false;
  bool is_stopped_ = false;
};

}  // namespace http
