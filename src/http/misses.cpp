#include "http/misses.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <exception>
#include <utility>  // before Boost.Asio, which forgets it (1.74 with g++ 12)

namespace http {
namespace {

// A log line stays one line, whatever an exception says.
std::string in_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
  return text;
}

}  // namespace

Misses::Misses(Workers& makers, boost::asio::io_context& loop, Deliver deliver, const Log& log_error)
    : makers_(makers), loop_(loop), deliver_(std::move(deliver)), log_error_(log_error) {}

bool Misses::wait(Connection& connection, std::string_view target, const std::shared_ptr<Origin>& origin) {
  auto found = by_target_.find(target);
  if (found == by_target_.end()) {
    auto miss = std::make_shared<Miss>();
    miss->target = target;
    miss->origin = origin;
    const bool taken = makers_.submit([this, miss] {
      // The loop's thread lets go of the miss last: its waiters are that thread's.
      boost::asio::post(loop_, [this, miss, resource = ask(*miss)] {
        const auto own = by_target_.find(miss->target);
        if (own != by_target_.end() && own->second == miss) by_target_.erase(own);
        deliver_(*miss, resource);
      });
    });
    if (!taken) return false;
    found = by_target_.emplace(miss->target, miss).first;
  }
  found->second->waiters.push_back(connection);
  return true;
}

std::shared_ptr<Resource> Misses::ask(const Miss& miss) const noexcept {
  std::string reason = "it gave none";
  try {
    if (auto resource = miss.origin->make(miss.target)) {
      if (makers_.waiting() <= max_waiting_for_compression) compress(*resource, miss.target);
      return resource;
    }
  } catch (const std::exception& error) {
    reason = error.what();
  } catch (...) {
    reason = "something that is no std::exception was thrown";
  }
  if (log_error_) log_error_(in_one_line("no answer to " + miss.target + ": " + reason));
  return nullptr;
}

// Without it the answer is still right.
void Misses::compress(Resource& resource, const std::string& target) const noexcept {
  try {
    resource.compress_quickly();
  } catch (const std::exception& error) {
    if (log_error_) log_error_(in_one_line("cannot compress " + target + ": " + error.what()));
  }
}

}  // namespace http
