// server/clock.h - a loop's time: read before and after each wake's work from the kernel's page, made into Date once a
// second.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace server {

// What ends a head: Date, Connection where it is needed (RFC 9112, section 9.3), the empty line.
enum class ConnectionHeader : unsigned char {
  plain,       // HTTP/1.1 goes on without saying so
  keep_alive,  // HTTP/1.0 must be told
  close,
};

std::int64_t read_steady_microseconds() noexcept;

class Clock {
 public:
  // `secure_line`: a field line, or "", that goes into what is sent through TLS only.
  explicit Clock(std::string secure_line = "") : secure_line_(std::move(secure_line)) { refresh(); }

  // Views that ending() gave end with this.
  void refresh();

  std::int64_t microseconds() const noexcept { return microseconds_; }  // steady
  std::int64_t milliseconds() const noexcept { return milliseconds_; }  // of the same
  std::int64_t seconds() const noexcept { return seconds_; }            // since 1970; a few milliseconds late
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
