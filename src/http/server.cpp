#include "http/server.h"

#include <algorithm>
#include <thread>
#include <utility>  // before Boost.Asio, which forgets it (1.74 with g++ 12)

#include "http/edge_answers.h"
#include "http/listening.h"
#include "http/loop.h"
#include "http/population.h"
#include "http/workers.h"

namespace http {
namespace {

constexpr std::size_t max_waiting_questions = 1000;  // beyond: 503
constexpr std::size_t max_waiting_compressions = 256;

}  // namespace

class Server::Implementation {
 public:
  Implementation(Settings settings, std::shared_ptr<Origin> origin)
      : settings_(std::move(settings)),
        answers_(settings_.error_fields, settings_.options_fields),
        population_(settings_.max_connections, [this] { on_room(); }),
        makers_(std::max(1u, settings_.workers), max_waiting_questions),
        // Beside the others, so that no question waits for the end of a brotli.
        compressors_(1, max_waiting_compressions) {
    const Shared shared{answers_, makers_, compressors_, settings_.log_error};
    for (unsigned i = 0; i < std::max(1u, settings_.threads); ++i) {
      loops_.push_back(std::make_unique<Loop>(settings_, shared, population_, origin));
    }
  }

  // What workers post goes to the loops: they end first.
  ~Implementation() {
    makers_.stop();
    compressors_.stop();
  }

  Result<Endpoints, BindError> bind() {
    std::vector<boost::asio::io_context*> contexts;
    for (const auto& loop : loops_) contexts.push_back(&loop->context());
    Endpoints endpoints;
    for (const std::string& text : settings_.listen) {
      auto endpoint = parse_endpoint(text);
      if (!endpoint.has_value()) return endpoint.error();
      auto where = endpoint.value();
      auto acceptors = listen_on(where, contexts);
      if (!acceptors.has_value()) return acceptors.error();
      auto list = std::move(acceptors).value();
      for (std::size_t i = 0; i < loops_.size(); ++i) loops_[i]->add(std::move(list[i]));
      endpoints.push_back(to_text(where));
    }
    return endpoints;
  }

  void run() {
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < loops_.size(); ++i) threads.emplace_back([loop = loops_[i].get()] { loop->run(); });
    loops_.front()->run();
    for (std::thread& thread : threads) thread.join();
  }

  void replace(const std::shared_ptr<Origin>& origin) {
    for (const auto& loop : loops_) loop->replace(origin);
  }
  void stop() {
    for (const auto& loop : loops_) loop->stop();
  }
  Totals totals() const;

 private:
  void on_room() {
    for (const auto& loop : loops_) loop->on_room();
  }

  Settings settings_;
  EdgeAnswers answers_;
  Population population_;
  Workers makers_;
  Workers compressors_;
  std::vector<std::unique_ptr<Loop>> loops_;
};

Totals Server::Implementation::totals() const {
  Totals totals;
  for (const auto& loop : loops_) {
    const Counters& counters = loop->counters();
    totals.accepted += counters.accepted.value();
    totals.closed += counters.closed.value();
    totals.requests += counters.requests.value();
    totals.hits += counters.hits.value();
    totals.misses += counters.misses.value();
    totals.not_modified += counters.not_modified.value();
    totals.bytes_sent += counters.bytes_sent.value();
    for (const Counter& refused : counters.refused) totals.refused += refused.value();
  }
  return totals;
}

Server::Server(Settings settings, std::shared_ptr<Origin> origin)
    : implementation_(std::make_unique<Implementation>(std::move(settings), std::move(origin))) {}
Server::~Server() = default;
Result<Endpoints, BindError> Server::bind() { return implementation_->bind(); }
void Server::run() { implementation_->run(); }
void Server::replace(std::shared_ptr<Origin> origin) { implementation_->replace(origin); }
void Server::stop() { implementation_->stop(); }
Totals Server::totals() const { return implementation_->totals(); }

}  // namespace http
