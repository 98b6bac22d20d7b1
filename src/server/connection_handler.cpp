#include "server/connection_handler.h"

#include <sys/epoll.h>

#include <utility>  // must precede Boost.Asio, which does not include it (1.74 with g++ 12)

#include "http/request_head.h"

namespace server {
namespace {

// Also the largest number of pipelined bytes that a connection keeps while its client does not
// read.
constexpr std::size_t buffer_bytes = 16u << 10;
constexpr int reads_at_once = 4;  // then other connections get a turn

bool reads(State state) {
  return state == State::idle || state == State::head || state == State::draining || state == State::handshake;
}

}  // namespace

ConnectionHandler::ConnectionHandler(ConnectionHandlerLimits limits, RequestHandler& responder, Deadlines& deadlines,
                                     Clock& clock, Counters& counters, int events_descriptor)
    : limits_(limits),
      request_handler_(responder),
      deadlines_(deadlines),
      clock_(clock),
      counters_(counters),
      events_descriptor_(events_descriptor),
      buffer_(buffer_bytes) {}

bool ConnectionHandler::on_events(Connection& connection, std::uint32_t events) {
  if ((events & (EPOLLIN | EPOLLRDHUP)) || connection.socket.reads_after_any_event()) connection.is_readable = true;
  if (events & EPOLLRDHUP) connection.peer_finished = true;
  if (connection.state == State::lingering) return linger(connection);
  // Our sending side is still open, so HUP means a reset.
  if (events & (EPOLLERR | EPOLLHUP)) return false;
  if (connection.state == State::waiting) return true;
  if (connection.state == State::writing) return (events & EPOLLOUT) == 0 || continue_writing(connection);
  return read(connection);
}

bool ConnectionHandler::on_answer(Connection& connection, const std::shared_ptr<Resource>& resource) {
  deadlines_.enter(connection, State::head, clock_.milliseconds());
  return take(connection, {}, OriginAnswer(resource)) && read(connection);
}

bool ConnectionHandler::on_late(Connection& connection) {
  switch (connection.state) {
    case State::head:
      request_handler_.refuse(connection, http::RequestError::head_too_late, connection.input, true, clock_, batch_);
      return finish_turn(connection);
    case State::waiting:
      request_handler_.forget(connection);
      connection.gave_up = true;
      return on_answer(connection, nullptr);
    case State::writing:
      connection.socket.abort();
      return false;
    default:
      return false;
  }
}

bool ConnectionHandler::on_drain(Connection& connection) {
  if (connection.state != State::idle) return true;
  // A request may have arrived that epoll has not reported yet.
  connection.is_readable = true;
  if (!read(connection)) return false;
  if (connection.state != State::idle) return true;
  if (!connection.is_fresh) return false;
  // A new connection probably has its first request in flight. Wait briefly for it.
  deadlines_.enter(connection, State::draining, clock_.milliseconds());
  return true;
}

bool ConnectionHandler::on_eviction(Connection& connection) {
  connection.is_readable = true;  // epoll may not have reported it yet
  return read(connection) && connection.state != State::idle;
}

// Called after the TLS handshake: starts to wait for the first request.
void ConnectionHandler::begin(Connection& connection) {
  deadlines_.enter(connection, is_draining_ ? State::draining : State::idle, clock_.milliseconds());
}

// Reads while there are known to be bytes. A read that returns less than was asked for means that
// there are no more (epoll(7), "Do I need to continuously read"). Later bytes cause a new event. So
// one read is one system call.
bool ConnectionHandler::read(Connection& connection) {
  for (int turn = 0; connection.is_readable; ++turn) {
    if (!reads(connection.state)) return true;
    if (turn == reads_at_once) {
      // EPOLL_CTL_MOD makes epoll report again what is ready. So the connection goes to the end of
      // the queue.
      epoll_event event{EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, {.ptr = &connection}};
      epoll_ctl(events_descriptor_, EPOLL_CTL_MOD, connection.socket.descriptor(), &event);
      return true;
    }
    const auto [outcome, bytes] = connection.socket.receive(buffer_.data(), buffer_.size());
    if (outcome == net::Socket::Outcome::later) {
      connection.is_readable = false;
      if (connection.state == State::handshake && connection.socket.is_established()) begin(connection);
      return true;
    }
    // TLS may have sent an alert. Closing with unread input would reset the connection and lose the
    // alert.
    if (outcome == net::Socket::Outcome::broken && connection.socket.is_secure()) return end(connection);
    if (outcome != net::Socket::Outcome::done) return false;
    if (connection.socket.is_emptied_by(bytes, buffer_.size())) {
      connection.is_readable = false;
      connection.is_at_end = connection.peer_finished;
    }
    if (!take(connection, {buffer_.data(), bytes}, {})) return false;
  }
  return true;
}

// Answers the complete requests in the earlier bytes and in `bytes`. Keeps the rest.
bool ConnectionHandler::take(Connection& connection, std::string_view bytes, const OriginAnswer& said) {
  if (connection.input.empty()) {
    const std::size_t used = process_requests(connection, bytes, said);
    if (!connection.ends && used < bytes.size()) connection.input = bytes.substr(used);
  } else {
    connection.input.append(bytes);
    const std::size_t used = process_requests(connection, connection.input, said);
    if (connection.ends || used == connection.input.size()) {
      std::string().swap(connection.input);
    } else {
      connection.input.erase(0, used);
    }
  }
  return finish_turn(connection);
}

// Returns how many bytes were answered. Stops if the connection begins to wait, to write or to end.
// The rest is kept for later or dropped.
std::size_t ConnectionHandler::process_requests(Connection& connection, std::string_view bytes, OriginAnswer said) {
  std::size_t used = 0;
  bool answered = false;
  while (!connection.ends) {
    // RFC 9112, section 2.2: an empty line before a request line is skipped. It is not the start of
    // a request, so the connection stays as idle as before.
    while (bytes.substr(used, 2) == "\r\n") {
      used += 2;
      connection.seen = 0;
    }
    const auto rest = bytes.substr(used);
    if (rest.empty()) {
      const bool was_idle = connection.state == State::idle || connection.state == State::draining;
      if (!was_idle || answered) deadlines_.enter(connection, State::idle, clock_.milliseconds());
      break;
    }
    const std::size_t size = http::find_head_end(rest, connection.seen);
    if (size == std::string_view::npos) {
      if (const auto refusal = http::examine_partial_head(rest, connection.seen)) {
        request_handler_.refuse(connection, *refusal, rest, true, clock_, batch_);
        break;
      }
      connection.seen = rest.size();
      if (answered || connection.state != State::head) deadlines_.enter(connection, State::head, clock_.milliseconds());
      break;
    }
    http::RequestHead head;
    if (const auto refusal = http::parse_head(rest.substr(0, size), head)) {
      request_handler_.refuse(connection, *refusal, rest.substr(0, size), head.method != http::Method::head, clock_,
                              batch_);
      break;
    }
    connection.seen = 0;
    connection.is_fresh = false;
    if (!request_handler_.answer(connection, head, said, clock_, batch_)) {
      // Earlier answers are sent now; they need not wait for the origin. If they cannot be written,
      // the origin is not asked yet. The head is read again later.
      if (send_batch(connection)) {
        deadlines_.enter(connection, State::waiting, clock_.milliseconds());
      } else {
        request_handler_.forget(connection);
      }
      break;
    }
    said = {};
    answered = true;
    used += size;
    if (batch_.is_full() && !send_batch(connection)) break;
  }
  return used;
}

// False if the socket did not take all bytes.
bool ConnectionHandler::send_batch(Connection& connection) {
  const Sending sending = batch_.flush(connection.socket, connection.remainder, clock_.milliseconds());
  counters_.bytes_sent.add(batch_.flushed_bytes());
  connection.is_broken = sending == Sending::broken;
  return sending == Sending::done;
}

// Writes the answers, and sets the state that follows.
bool ConnectionHandler::finish_turn(Connection& connection) {
  if (!connection.is_broken && connection.remainder == nullptr) send_batch(connection);
  if (connection.is_broken) return false;
  if (connection.remainder != nullptr) {
    deadlines_.enter(connection, State::writing, clock_.milliseconds());
    return true;
  }
  if (connection.ends) return end(connection);
  return connection.state == State::waiting || !connection.is_at_end;
}

bool ConnectionHandler::continue_writing(Connection& connection) {
  UnsentBytes& remainder = *connection.remainder;
  const std::size_t sent_before = remainder.sent();
  const Sending sending = remainder.send(connection.socket);
  const std::size_t sent = remainder.sent() - sent_before;
  counters_.bytes_sent.add(sent);
  if (sending == Sending::broken) return false;
  if (sending == Sending::stalled) {
    if (is_too_slow(remainder)) {
      connection.socket.abort();
      return false;
    }
    if (sent > 0) deadlines_.enter(connection, State::writing, clock_.milliseconds());
    return true;
  }
  connection.remainder.reset();
  if (connection.ends) return end(connection);
  return take(connection, {}, {}) && read(connection);
}

bool ConnectionHandler::is_too_slow(const UnsentBytes& remainder) const {
  const std::int64_t elapsed = clock_.milliseconds() - remainder.began();
  if (elapsed < limits_.minimum_rate_after) return false;
  return remainder.sent() * 1000 < limits_.minimum_rate * static_cast<std::size_t>(elapsed);
}

// RFC 9112, section 9.6: closing a socket with unread bytes resets the connection. The reset may
// overtake the answer or the TLS alert. So this shuts down the sending side first. Then it discards
// what still arrives until the client closes too, within limits.
bool ConnectionHandler::end(Connection& connection) {
  if (connection.is_at_end) return false;
  connection.socket.finish_sending();
  std::string().swap(connection.input);
  deadlines_.enter(connection, State::lingering, clock_.milliseconds());
  return linger(connection);
}

bool ConnectionHandler::linger(Connection& connection) {
  while (true) {
    const auto [outcome, bytes] = connection.socket.discard(buffer_.data(), buffer_.size());
    if (outcome == net::Socket::Outcome::later) return true;
    if (outcome != net::Socket::Outcome::done) return false;
    connection.lingered_bytes += static_cast<std::uint32_t>(bytes);
    if (connection.lingered_bytes > limits_.linger_bytes) return false;
  }
}

}  // namespace server
