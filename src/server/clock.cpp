#include "server/clock.h"

#include <time.h>

#include "http/http_date.h"

namespace server {

std::int64_t read_steady_microseconds() noexcept {
  timespec steady{};
  clock_gettime(CLOCK_MONOTONIC, &steady);
  return std::int64_t{steady.tv_sec} * 1000000 + steady.tv_nsec / 1000;
}

void Clock::refresh() {
  timespec wall{};
  clock_gettime(CLOCK_REALTIME_COARSE, &wall);
  microseconds_ = read_steady_microseconds();
  milliseconds_ = microseconds_ / 1000;
  if (wall.tv_sec == seconds_) return;
  seconds_ = wall.tv_sec;
  const std::string date = "Date: " + http::format_http_date(seconds_) + "\r\n";
  for (unsigned secure = 0; secure < 2; ++secure) {
    const std::string line = secure == 1 ? date + secure_line_ : date;
    const auto set = [&](ConnectionHeader ending, const char* rest) {
      endings_[secure][static_cast<unsigned>(ending)] = line + rest;
    };
    set(ConnectionHeader::plain, "\r\n");
    set(ConnectionHeader::keep_alive, "Connection: keep-alive\r\n\r\n");
    set(ConnectionHeader::close, "Connection: close\r\n\r\n");
  }
}

}  // namespace server
