// server/clock.h - a loop's time. It is read before and after the work of each wake, from the
// kernel's page, without a system call. The Date field is made once a second.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace server {

// The end of a head: Date, Connection if it is needed (RFC 9112, section 9.3), and the empty line.
enum class ConnectionHeader : unsigned char {
  plain,       // HTTP/1.1 keeps the connection by default
  keep_alive,  // HTTP/1.0 needs the field
  close,
};

std::int64_t read_steady_microseconds() noexcept;

class Clock {
 public:
  // `secure_line` is a field line or "". It is sent only through TLS.
  explicit Clock(std::string secure_line = "") : secure_line_(std::move(secure_line)) { refresh(); }

  // Ends the validity of the views that ending() has returned.
  void refresh();

  std::int64_t microseconds() const noexcept { return microseconds_; }  // from a steady clock
  std::int64_t milliseconds() const noexcept { return milliseconds_; }  // from the same clock
  std::int64_t seconds() const noexcept { return seconds_; }            // since 1970; up to a few milliseconds late
  std::string_view ending(ConnectionHeader ending, bool is_secure) const noexcept {
    return endings_[is_secure ? 1 : 0][static_cast<unsigned>(ending)];
  }

 private:
  std::int64_t microseconds_ = 0;
  std::int64_t milliseconds_ = 0;
  std::int64_t seconds_ = -1;
  std::string secure_line_;
  std::string endings_[2][3];
};

}  // namespace server
