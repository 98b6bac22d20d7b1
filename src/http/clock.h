// http/clock.h - a loop's time: read once a wake from the kernel's page, made into Date once a second.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace http {

// What ends a head: Date, Connection where it is needed (RFC 9112, section 9.3), the empty line.
enum class Ending : unsigned char {
  plain,       // HTTP/1.1 goes on without saying so
  keep_alive,  // HTTP/1.0 must be told
  close,
};

class Clock {
 public:
  Clock() { refresh(); }

  // Views that ending() gave end with this.
  void refresh();

  std::int64_t milliseconds() const noexcept { return milliseconds_; }  // steady; a few milliseconds late
  std::int64_t seconds() const noexcept { return seconds_; }            // since 1970
  std::string_view ending(Ending ending) const noexcept { return endings_[static_cast<unsigned>(ending)]; }

 private:
  std::int64_t milliseconds_ = 0;
  std::int64_t seconds_ = -1;
  std::string endings_[3];
};

}  // namespace http
