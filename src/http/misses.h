// http/misses.h - one loop's questions to the origin that are under way: one for each target, however many wait.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "http/connection.h"
#include "http/origin.h"
#include "http/workers.h"

namespace http {

struct Miss {
  std::string target;
  std::shared_ptr<Origin> origin;
  Waiters waiters;
};

class Misses {
 public:
  // Called on the loop's thread with each answer; null if the origin threw.
  using Deliver = std::function<void(Miss&, std::shared_ptr<Resource>)>;
  using Log = std::function<void(const std::string&)>;

  // All of it outlives this, and this the work that it has submitted.
  Misses(Workers& makers, boost::asio::io_context& loop, Deliver deliver, const Log& log_error);

  // False if too many wait already; else the connection is among the waiters.
  bool wait(Connection& connection, std::string_view target, const std::shared_ptr<Origin>& origin);

  // What is under way will still be delivered, but nobody joins it any more.
  void detach() { by_target_.clear(); }

 private:
  std::shared_ptr<Resource> ask(const Miss& miss) const noexcept;

  Workers& makers_;
  boost::asio::io_context& loop_;
  Deliver deliver_;
  const Log& log_error_;
  std::unordered_map<std::string_view, std::shared_ptr<Miss>> by_target_;  // keys point into the misses
};

}  // namespace http
