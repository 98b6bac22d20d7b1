// Boost.Asio runs the acceptors, the timers and the work that other threads post. It does not run
// the connections, because it is too slow for them. A request on a kept connection should cost only
// one recv and one sendmsg. But Asio's async_wait costs an epoll_ctl each time, and its
// async_read_some costs a recv that finds nothing.
//
// So a connection is registered once, edge-triggered, in the loop's own epoll descriptor. Asio
// waits for that descriptor as for any other. Edge-triggered means that the registration need not
// change while an answer is awaited or a socket is full. The connection remembers an event that is
// not handled at once, and the kernel does not report it again and again.

#include "server/event_loop.h"

#include <malloc.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/post.hpp>
#include <boost/system/system_error.hpp>
#include <exception>
#include <new>
#include <string>
#include <utility>  // must precede Boost.Asio, which does not include it (1.74 with g++ 12)

#include "descriptor.h"
#include "net/syn_filter.h"

namespace server {
namespace {

constexpr int events_at_once = 256;
constexpr int evictions_at_once = 8;    // some of them turn out to have a request
constexpr int dispatches_at_once = 16;  // while events keep coming; then Asio's timers and posts get a turn

int make_epoll() {
  const int descriptor = ::epoll_create1(EPOLL_CLOEXEC);
  if (descriptor < 0) {
    throw boost::system::system_error(errno, boost::system::system_category(), "cannot make an epoll descriptor");
  }
  return descriptor;
}

std::array<std::int64_t, state_count> durations(const Settings& settings) {
  std::array<std::int64_t, state_count> result{};
  const auto set = [&result](State state, std::int64_t duration) {
    result[static_cast<std::size_t>(state)] = duration;
  };
  set(State::handshake, settings.head_timeout.count());
  set(State::idle, settings.idle_timeout.count());
  set(State::draining, std::min<std::int64_t>(settings.drain_timeout.count(), 1000));
  set(State::head, settings.head_timeout.count());
  set(State::waiting, settings.origin_timeout.count());
  set(State::writing, settings.write_timeout.count());
  set(State::lingering, settings.linger_timeout.count());
  return result;
}

}  // namespace

EventLoop::EventLoop(const Settings& settings, const Shared& shared, ConnectionLimit& connection_limit,
                     std::shared_ptr<Origin> origin, std::function<void()> ask_others)
    : drain_timeout_(settings.drain_timeout),
      max_handshakes_(std::max<std::size_t>(settings.max_handshakes / std::max(1u, settings.threads), 1)),
      shared_(shared),
      connection_limit_(connection_limit),
      context_(1),
      events_(make_epoll()),
      readiness_(context_, events_),
      timer_(context_),
      drain_(context_),
      trim_(context_),
      clock_(settings.hsts ? "Strict-Transport-Security: max-age=" + std::to_string(settings.hsts->count()) + "\r\n"
                           : ""),
      deadlines_(durations(settings)),
      request_handler_(
          shared, connection_limit, settings.cache_bytes / std::max(1u, settings.threads), std::move(origin), context_,
          counters_,
          [this](Connection& connection, const std::shared_ptr<Resource>& resource) { resume(connection, resource); }),
      connection_handler_({settings.minimum_rate, settings.minimum_rate_after.count()}, request_handler_, deadlines_,
                          clock_, counters_, events_),
      acceptor_(
          context_, connection_limit, [this](int descriptor, bool is_secure) { admit(descriptor, is_secure); },
          [this] { return make_room(); }, std::move(ask_others), shared.log_error) {}

EventLoop::~EventLoop() { destroy_all(); }

void EventLoop::run() {
  wait_for_events();
  acceptor_.start();
  shared_.fence.run_loop(Work::connections, context_);
  destroy_all();
  {
    const std::lock_guard lock(questions_mutex_);
    takes_questions_ = false;
  }
  answer_questions();
}

void EventLoop::wait_for_events() {
  readiness_.async_wait(boost::asio::posix::stream_descriptor::wait_read, [this](const boost::system::error_code& ec) {
    if (ec) return;
    dispatch_events();
    wait_for_events();
  });
}

void EventLoop::dispatch_events() {
  std::array<epoll_event, events_at_once> events;
  clock_.refresh();
  for (int round = 0; round < dispatches_at_once; ++round) {
    const int count = ::epoll_wait(events_, events.data(), events_at_once, 0);
    if (count <= 0) break;
    const auto began = clock_.microseconds();
    const auto hits = counters_.hits.value();
    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events[static_cast<std::size_t>(i)];
      Connection& connection = *static_cast<Connection*>(event.data.ptr);
      advance(connection, [&] { return connection_handler_.on_events(connection, event.events); });
    }
    clock_.refresh();  // the next round also begins here
    counters_.hit_durations.add(static_cast<std::uint64_t>(clock_.microseconds() - began),
                                counters_.hits.value() - hits);
  }
  arm_timer();
}

// Also answers the requests behind the one that waited, from ready resources.
void EventLoop::resume(Connection& connection, const std::shared_ptr<Resource>& resource) {
  clock_.refresh();
  const auto began = clock_.microseconds();
  const auto asked = connection.asked;
  const auto hits = counters_.hits.value();
  const auto misses = counters_.misses.value();
  advance(connection, [&] { return connection_handler_.on_answer(connection, resource); });
  clock_.refresh();
  const auto now = clock_.microseconds();
  counters_.miss_durations.add(static_cast<std::uint64_t>(now - asked), counters_.misses.value() - misses);
  counters_.hit_durations.add(static_cast<std::uint64_t>(now - began), counters_.hits.value() - hits);
  arm_timer();
}

// The fence: a fault of one connection ends only that connection.
template <class Step>
void EventLoop::advance(Connection& connection, Step step) noexcept {
  bool lives = false;
  if (!shared_.fence.run(Work::connections, [&] { lives = step(); })) connection_handler_.forget_batch();
  if (!lives) destroy(&connection);
}

void EventLoop::admit(int descriptor, bool is_secure) {
  auto connection = make_connection(descriptor, is_secure);
  epoll_event event{EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, {.ptr = connection.get()}};
  if (connection == nullptr || ::epoll_ctl(events_, EPOLL_CTL_ADD, descriptor, &event) != 0) {
    connection_limit_.leave();
    return;
  }
  counters_.accepted.add(1);
  if (is_secure) {
    // An unfinished handshake costs 40 kB. If there are too many, the oldest one is closed.
    if (deadlines_.count(State::handshake) >= max_handshakes_) destroy(deadlines_.first(State::handshake));
    trim_memory_soon();
  }
  deadlines_.enter(*connection.release(), is_secure ? State::handshake : State::idle, clock_.milliseconds());
  arm_timer();
}

// A new connection probably has its first request in flight, so it may stay briefly.
bool EventLoop::make_room() {
  constexpr std::int64_t moment = 1000;
  clock_.refresh();
  for (int attempt = 0; attempt < evictions_at_once && !connection_limit_.has_room(); ++attempt) {
    Connection* const longest = deadlines_.first(State::idle);
    if (longest == nullptr) break;
    if (longest->is_fresh && deadlines_.time_in_state(*longest, clock_.milliseconds()) < moment) break;
    advance(*longest, [&] { return connection_handler_.on_eviction(*longest); });
  }
  return connection_limit_.has_room();
}

// Null if there is no memory. Then the descriptor is closed.
std::unique_ptr<Connection> EventLoop::make_connection(int descriptor, bool is_secure) const noexcept {
  Descriptor owned(descriptor);
  auto session = is_secure ? net::TlsSession::make(tls_->native_handle(), descriptor) : nullptr;
  if (is_secure && session == nullptr) return nullptr;
  std::unique_ptr<Connection> connection(new (std::nothrow) Connection(descriptor, std::move(session)));
  if (connection != nullptr) owned.release();
  return connection;
}

// Handshakes leave holes in the heap, and the C library keeps them. So the heap is trimmed after
// many handshakes.
void EventLoop::trim_memory_soon() noexcept {
  constexpr std::size_t many = 500;
  if (++churn_ != many) return;
  try {
    trim_.expires_after(std::chrono::seconds(2));
    trim_.async_wait([this](const boost::system::error_code& ec) {
      churn_ = 0;
      if (!ec) ::malloc_trim(0);
    });
  } catch (const std::exception&) {
    churn_ = 0;  // no memory for the timer: try after the same number again
  }
}

void EventLoop::destroy(Connection* connection) {
  if (connection->socket.is_secure()) trim_memory_soon();
  deadlines_.leave(*connection);
  // epoll forgets a closed socket by itself, but not while a copy of its descriptor exists (epoll(7), "Questions and
  // answers", 6). A process that another thread has just forked has copies until its exec.
  ::epoll_ctl(events_, EPOLL_CTL_DEL, connection->socket.descriptor(), nullptr);
  delete connection;  // closes the socket and leaves the queues
  counters_.closed.add(1);
  connection_limit_.leave();
  if (is_draining_ && deadlines_.is_empty()) context_.stop();
}

void EventLoop::destroy_all() {
  for (std::size_t state = 0; state < state_count; ++state) {
    while (Connection* connection = deadlines_.first(static_cast<State>(state))) destroy(connection);
  }
}

void EventLoop::expire() {
  clock_.refresh();
  while (Connection* connection = deadlines_.find_late(clock_.milliseconds())) {
    advance(*connection, [&] { return connection_handler_.on_late(*connection); });
  }
}

// The timer is set again only for an earlier time. A request that postpones a deadline does not
// touch it.
void EventLoop::arm_timer() {
  const std::int64_t next = deadlines_.next();
  if (next >= armed_for_) return;
  armed_for_ = next;
  constexpr std::int64_t coarseness = 4;  // of the clock, in milliseconds
  timer_.expires_after(std::chrono::milliseconds(std::max<std::int64_t>(next - clock_.milliseconds(), 0) + coarseness));
  timer_.async_wait([this](const boost::system::error_code& ec) {
    if (ec) return;
    armed_for_ = Deadlines::never;
    expire();
    arm_timer();
  });
}

void EventLoop::replace(std::shared_ptr<Origin> origin) {
  boost::asio::post(context_,
                    [this, origin = std::move(origin)]() mutable { request_handler_.replace(std::move(origin)); });
}

void EventLoop::set_tls(net::TlsContext tls) {
  boost::asio::post(context_, [this, tls = std::move(tls)]() mutable { tls_ = std::move(tls); });
}

void EventLoop::stop() {
  boost::asio::post(context_, [this] { begin_drain(); });
}

void EventLoop::stop_now() { context_.stop(); }

void EventLoop::on_room() {
  boost::asio::post(context_, [this] { acceptor_.on_room(); });
}

void EventLoop::make_room_for_another() {
  boost::asio::post(context_, [this] {
    if (!is_stopping_) make_room();
  });
}

void EventLoop::ask(std::function<void()> answer) {
  {
    const std::lock_guard lock(questions_mutex_);
    if (takes_questions_) questions_.push_back(std::exchange(answer, nullptr));
  }
  if (answer) return answer();
  boost::asio::post(context_, [this] { answer_questions(); });
}

// The questions are kept in a list. If the context stops, it never calls what was posted to it.
void EventLoop::answer_questions() {
  std::vector<std::function<void()>> questions;
  {
    const std::lock_guard lock(questions_mutex_);
    questions.swap(questions_);
  }
  for (const auto& answer : questions) answer();
}

void EventLoop::begin_drain() {
  if (std::exchange(is_stopping_, true)) return;
  if (!acceptor_.drop_new_syns()) return drain();
  drain_.expires_after(std::min(net::syn_filter_wait, drain_timeout_));
  drain_.async_wait([this](const boost::system::error_code& ec) {
    if (!ec) drain();
  });
}

void EventLoop::drain() {
  acceptor_.stop();
  request_handler_.drain();
  connection_handler_.drain();
  clock_.refresh();
  // on_drain() moves the connection to another state, or ends it.
  while (Connection* connection = deadlines_.first(State::idle)) {
    advance(*connection, [&] { return connection_handler_.on_drain(*connection); });
  }
  is_draining_ = true;
  if (deadlines_.is_empty()) return context_.stop();
  arm_timer();
  drain_.expires_after(drain_timeout_);
  drain_.async_wait([this](const boost::system::error_code& ec) {
    if (!ec) context_.stop();
  });
}

}  // namespace server
