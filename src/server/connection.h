// server/connection.h - the state of one connection in a loop. It is small: ten thousand may be
// idle.
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
  bool is_readable = false;    // epoll reported it, and no read has disproved it since
  bool peer_finished = false;  // the client has shut down its sending side; earlier bytes may still be unread
  bool is_at_end = false;      // and all bytes have been read
  bool is_broken = false;      // reset during a write
  bool ends = false;           // close the connection after the current answer
  bool gave_up = false;        // the origin did not answer in time
  std::uint32_t lingered_bytes = 0;
  std::int64_t deadline = 0;               // of the state, by the clock
  std::int64_t asked = 0;                  // when the wait for the origin began: microseconds of the clock
  std::size_t seen = 0;                    // number of bytes of `input` that were examined
  std::string input;                       // bytes that have no answer yet; empty when idle
  std::unique_ptr<UnsentBytes> remainder;  // in the state `writing`
  std::unique_ptr<const net::Peer> peer;   // set when a log has asked for it
};

using Waiters = boost::intrusive::list<
    Connection,
    boost::intrusive::base_hook<boost::intrusive::list_base_hook<boost::intrusive::tag<ByMiss>, AutoUnlink>>,
    boost::intrusive::constant_time_size<false>>;

}  // namespace server
