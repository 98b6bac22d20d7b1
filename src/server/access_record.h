// server/access_record.h - what a log of accesses is told: one request and its answer.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

namespace server {

// Points to what lives as long as the call that it is given to.
struct AccessRecord {
  std::string_view head;                           // as it came, never checked; of a refused one what there was
  const boost::asio::ip::address* peer = nullptr;  // null: no internet address, a Unix socket
  int status = 0;
  std::size_t bytes = 0;           // of the body that was sent
  std::int64_t seconds = 0;        // since 1970: when it was answered
  std::uint64_t microseconds = 0;  // from the wake that brought it, until the answer was at hand
};

// Called on the loops' threads, several at once, before the answer is sent: must not block.
using LogAccess = std::function<void(const AccessRecord&)>;

}  // namespace server
