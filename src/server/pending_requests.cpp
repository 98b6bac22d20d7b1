#include "server/pending_requests.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <exception>
#include <utility>  // must precede Boost.Asio, which does not include it (1.74 with g++ 12)

namespace server {
namespace {

// Keeps a log line in one line, whatever the exception's text is.
std::string in_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
  return text;
}

}  // namespace

PendingRequests::PendingRequests(WorkerPool& origin_workers, boost::asio::io_context& loop, Deliver deliver,
                                 const Log& log_error)
    : origin_workers_(origin_workers), loop_(loop), deliver_(std::move(deliver)), log_error_(log_error) {}

bool PendingRequests::wait(Connection& connection, std::string_view target, const std::shared_ptr<Origin>& origin) {
  auto found = by_target_.find(target);
  if (found == by_target_.end()) {
    auto pending = std::make_shared<PendingRequest>();
    pending->target = target;
    pending->origin = origin;
    const bool taken = origin_workers_.submit([this, pending] {
      // The loop's thread must release the request last, because the waiters belong to that thread.
      boost::asio::post(loop_, [this, pending, resource = ask(*pending)] {
        const auto own = by_target_.find(pending->target);
        if (own != by_target_.end() && own->second == pending) by_target_.erase(own);
        deliver_(*pending, resource);
      });
    });
    if (!taken) return false;
    found = by_target_.emplace(pending->target, pending).first;
  }
  found->second->waiters.push_back(connection);
  return true;
}

std::shared_ptr<Resource> PendingRequests::ask(const PendingRequest& pending) const noexcept {
  std::string reason = "it gave none";
  try {
    if (auto resource = pending.origin->make(pending.target)) {
      if (origin_workers_.waiting() <= max_waiting_for_compression) compress(*resource, pending.target);
      return resource;
    }
  } catch (const std::exception& error) {
    reason = error.what();
  } catch (...) {
    reason = "something that is no std::exception was thrown";
  }
  if (log_error_) log_error_(in_one_line("no answer to " + pending.target + ": " + reason));
  return nullptr;
}

// The answer is also right without compression.
void PendingRequests::compress(Resource& resource, const std::string& target) const noexcept {
  try {
    resource.compress_quickly();
  } catch (const std::exception& error) {
    if (log_error_) log_error_(in_one_line("cannot compress " + target + ": " + error.what()));
  }
}

}  // namespace server
