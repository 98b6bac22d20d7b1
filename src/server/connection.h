// server/connection.h - what a loop knows of one connection. Small: ten thousand of them may be idle.
#pragma once

#include <boost/intrusive/list.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "net/peer.h"
#include "net/socket.h"
#include "net/tls_session.h"
#include "server/write_batch.h"

namespace server {

// handshake (TLS only)
//    |     bytes            whole head        miss
//  idle ----------> head <--------------+ ------------> waiting (for the origin)
//    ^                |    whole head   |                  |
//    +----------------+-- all written --+------------------+
//                     |                                    |
//                     +--> writing (the socket is full) <--+     after `ends`, or when TLS fails:
//                                                                lingering, then closed
enum class State : unsigned char { handshake, idle, draining, head, waiting, writing, lingering };
inline constexpr std::size_t state_count = 7;

using AutoUnlink = boost::intrusive::link_mode<boost::intrusive::auto_unlink>;
struct ByDeadline;
struct ByMiss;

struct Connection : boost::intrusive::list_base_hook<boost::intrusive::tag<ByDeadline>, AutoUnlink>,
                    boost::intrusive::list_base_hook<boost::intrusive::tag<ByMiss>, AutoUnlink> {
  Connection(int descriptor, std::unique_ptr<net::TlsSession> session) noexcept
      : socket(descriptor, std::move(session)) {}

  net::Socket socket;
  State state = State::idle;
  bool is_fresh = true;        // no request yet
  bool is_readable = false;    // epoll said so, and nothing since said otherwise
  bool peer_finished = false;  // the other side has shut down sending; bytes before that may wait to be read
  bool is_at_end = false;      // and they have been read
  bool is_broken = false;      // reset while writing
  bool ends = false;           // close after what is being sent
  bool gave_up = false;        // the origin has not answered its head in time
  std::uint32_t lingered_bytes = 0;
  std::int64_t deadline = 0;               // of the state, on the clock
  std::int64_t asked = 0;                  // microseconds of the clock: when it began to wait
  std::size_t seen = 0;                    // bytes of `input` that were looked at
  std::string input;                       // what could not be answered yet; empty when idle
  std::unique_ptr<UnsentBytes> remainder;  // while writing
  std::unique_ptr<const net::Peer> peer;   // once a log has asked
};

using Waiters = boost::intrusive::list<
    Connection,
    boost::intrusive::base_hook<boost::intrusive::list_base_hook<boost::intrusive::tag<ByMiss>, AutoUnlink>>,
    boost::intrusive::constant_time_size<false>>;

}  // namespace server
