// server/access_record.h - what the access log gets: one request and its answer.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

namespace server {

// Its pointers are valid during the call that gets the record.
struct AccessRecord {
  std::string_view head;                           // as sent, not checked; if refused, what arrived
  const boost::asio::ip::address* peer = nullptr;  // null: not an internet address, a Unix socket
  int status = 0;
  std::size_t bytes = 0;           // of the body that was sent
  std::int64_t seconds = 0;        // since 1970, when it was answered
  std::uint64_t microseconds = 0;  // from the wake that brought the request until the answer was ready
};

// The loops' threads call this before they send the answer, several at once. It must not block.
using LogAccess = std::function<void(const AccessRecord&)>;

}  // namespace server
