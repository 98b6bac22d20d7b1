// http/running_server.h - an edge on a free port, for as long as a test's scope.
#pragma once

#include <csignal>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "server/server.h"
#include "tests/http/fake_origin.h"

class RunningServer {
 public:
  explicit RunningServer(const std::shared_ptr<server::Origin>& origin, server::Settings settings = {})
      : server_(with_log(std::move(settings)), origin) {
    std::signal(SIGPIPE, SIG_IGN);  // as the program does
    auto bound = server_.bind();
    if (!bound.has_value()) throw std::runtime_error(bound.error().message);
    endpoints_ = bound.value();
    thread_ = std::thread([this] { server_.run(); });
  }
  ~RunningServer() { stop(); }
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;

  const std::string& endpoint() const { return endpoints_.front(); }
  const server::Endpoints& endpoints() const { return endpoints_; }
  server::Server& server() { return server_; }
  server::Totals totals() const { return server_.totals(); }
  std::uint64_t open_connections() const {
    const auto now = totals();
    return now.accepted - now.closed;
  }
  // Returns when run() has.
  void stop() {
    server_.stop();
    if (thread_.joinable()) thread_.join();
  }
  std::vector<std::string> log() const {
    const std::lock_guard lock(mutex_);
    return log_;
  }

 private:
  server::Settings with_log(server::Settings settings) {
    if (settings.listen == server::Settings().listen) settings.listen = {"127.0.0.1:0"};
    settings.log_error = [this](const std::string& line) {
      const std::lock_guard lock(mutex_);
      log_.push_back(line);
    };
    return settings;
  }

  mutable std::mutex mutex_;
  std::vector<std::string> log_;
  server::Server server_;
  server::Endpoints endpoints_;
  std::thread thread_;
};

// Says of every target "you asked for TARGET".
inline std::shared_ptr<FakeOrigin> echo_origin() {
  return std::make_shared<FakeOrigin>(
      [](std::string_view target) { return text("you asked for " + std::string(target)); });
}
