#include "server/server.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>  // must precede Boost.Asio, which does not include it (1.74 with g++ 12)

#include "background.h"
#include "net/listen.h"
#include "net/tls_context.h"
#include "server/connection_limit.h"
#include "server/error_responses.h"
#include "server/event_loop.h"
#include "server/worker_pool.h"

namespace server {
namespace {

constexpr std::size_t max_waiting_compressions = 256;

}  // namespace

class Server::Implementation {
 public:
  Implementation(Settings settings, const std::shared_ptr<Origin>& origin)
      : settings_(std::move(settings)),
        answers_(settings_.error_fields, settings_.options_fields, settings_.error_page),
        connection_limit_(settings_.max_connections, [this] { on_room(); }),
        own_fence_(settings_.log_error),
        fence_(settings_.fence != nullptr ? *settings_.fence : own_fence_),
        origin_workers_(std::max(1u, settings_.workers), settings_.max_waiting_questions, background::work_in_pieces,
                        fence_),
        // First ready answers are sent, then answers are made, then they are compressed. A separate thread, so that no
        // question waits until brotli ends.
        compressors_(1, max_waiting_compressions, background::work_only_on_idle_cores, fence_) {
    const Shared shared{answers_,
                        origin_workers_,
                        compressors_,
                        fence_,
                        settings_.log_error,
                        settings_.log_access,
                        settings_.allowed_origins.get(),
                        settings_.counts_hosts,
                        settings_.uncounted_host};
    for (unsigned i = 0; i < std::max(1u, settings_.threads); ++i) {
      loops_.push_back(
          std::make_unique<EventLoop>(settings_, shared, connection_limit_, origin, [this, i] { ask_for_room(i); }));
    }
  }

  // Workers post to the loops, so the workers must end first.
  ~Implementation() {
    origin_workers_.stop();
    compressors_.stop();
  }

  Result<Endpoints, net::Error> bind();

  void run() {
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < loops_.size(); ++i) threads.emplace_back([loop = loops_[i].get()] { loop->run(); });
    loops_.front()->run();
    for (std::thread& thread : threads) thread.join();
  }

  void replace(const std::shared_ptr<Origin>& origin) {
    for (const auto& loop : loops_) loop->replace(origin);
  }
  std::optional<net::Error> reload_certificate();
  void stop() {
    if (stopping_.exchange(true)) return;
    if (settings_.on_stopping) settings_.on_stopping();
    // New clients no longer find the socket file. Connected clients are in the queue and are
    // accepted.
    for (net::UnixSocketFile& file : files_) file.remove();
    for (const auto& loop : loops_) loop->stop();
  }
  void stop_now() {
    stop();
    for (const auto& loop : loops_) loop->stop_now();
  }
  Totals totals() const;
  bool turns(std::chrono::milliseconds limit);

 private:
  // The loop `asking` has no idle connection that it can close for a new one.
  void ask_for_room(std::size_t asking) {
    for (std::size_t i = 0; i < loops_.size(); ++i) {
      if (i != asking) loops_[i]->make_room_for_another();
    }
  }
  void on_room() {
    for (const auto& loop : loops_) loop->on_room();
  }

  Settings settings_;
  ErrorResponses answers_;
  ConnectionLimit connection_limit_;
  Fence own_fence_;
  Fence& fence_;
  WorkerPool origin_workers_;
  WorkerPool compressors_;
  std::vector<std::unique_ptr<EventLoop>> loops_;
  std::vector<net::UnixSocketFile> files_;
  std::atomic<bool> stopping_ = false;
};

Result<Endpoints, net::Error> Server::Implementation::bind() {
  if (!settings_.tls_certificate.empty()) {
    auto tls = net::load_tls(settings_.tls_certificate, settings_.tls_key, settings_.tls_ticket_key);
    if (!tls.has_value()) return tls.error();
    for (const auto& loop : loops_) loop->begin_with(tls.value());
  }
  std::vector<boost::asio::io_context*> contexts;
  for (const auto& loop : loops_) contexts.push_back(&loop->context());
  const net::ListenOptions options{!settings_.tls_certificate.empty(), settings_.reuse_port};
  Endpoints endpoints;
  const auto add = [&](Result<net::BoundSocket, net::Error> result) -> std::optional<net::Error> {
    if (!result.has_value()) return result.error();
    auto listening = std::move(result).value();
    for (std::size_t i = 0; i < loops_.size(); ++i) loops_[i]->add(std::move(listening.listeners[i]));
    if (listening.file) files_.push_back(std::move(*listening.file));
    endpoints.push_back(std::move(listening.endpoint));
    return std::nullopt;
  };
  for (const int descriptor : settings_.handed_over) {
    if (auto error = add(net::listen_on_systemd_socket(descriptor, options, contexts))) return *error;
  }
  for (const std::string& text : settings_.listen) {
    if (auto error = add(net::listen_on(text, options, contexts))) return *error;
  }
  return endpoints;
}

std::optional<net::Error> Server::Implementation::reload_certificate() {
  if (settings_.tls_certificate.empty()) return std::nullopt;
  auto tls = net::load_tls(settings_.tls_certificate, settings_.tls_key, settings_.tls_ticket_key);
  if (!tls.has_value()) return tls.error();
  for (const auto& loop : loops_) loop->set_tls(tls.value());
  return std::nullopt;
}

Totals Server::Implementation::totals() const {
  std::vector<const Counters*> counters;
  for (const auto& loop : loops_) counters.push_back(&loop->counters());
  Totals totals = sum(counters);
  totals.waiting_loops = connection_limit_.waiting();
  for (const auto& loop : loops_) loop->host_counts().add_to(totals.pages);
  keep_most_frequent(totals.pages);
  return totals;
}

bool Server::Implementation::turns(std::chrono::milliseconds limit) {
  struct Count {
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t left;
  };
  const auto count = std::make_shared<Count>();  // shared, because a loop may use it after the time limit
  count->left = loops_.size();
  for (const auto& loop : loops_) {
    loop->ask([count] {
      const std::lock_guard lock(count->mutex);
      --count->left;
      count->changed.notify_one();
    });
  }
  std::unique_lock lock(count->mutex);
  return count->changed.wait_for(lock, limit, [&] { return count->left == 0; });
}

Server::Server(Settings settings, const std::shared_ptr<Origin>& origin)
    : implementation_(std::make_unique<Implementation>(std::move(settings), origin)) {}
Server::~Server() = default;
Result<Endpoints, net::Error> Server::bind() { return implementation_->bind(); }
void Server::run() { implementation_->run(); }
void Server::replace(const std::shared_ptr<Origin>& origin) { implementation_->replace(origin); }
std::optional<net::Error> Server::reload_certificate() { return implementation_->reload_certificate(); }
void Server::stop() { implementation_->stop(); }
void Server::stop_now() { implementation_->stop_now(); }
Totals Server::totals() const { return implementation_->totals(); }
bool Server::turns(std::chrono::milliseconds limit) { return implementation_->turns(limit); }

}  // namespace server
