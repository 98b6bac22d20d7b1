#include "http/clock.h"

#include <time.h>

#include "http/http_date.h"

namespace http {

void Clock::refresh() {
  timespec steady{};
  timespec wall{};
  clock_gettime(CLOCK_MONOTONIC_COARSE, &steady);
  clock_gettime(CLOCK_REALTIME_COARSE, &wall);
  milliseconds_ = std::int64_t{steady.tv_sec} * 1000 + steady.tv_nsec / 1000000;
  if (wall.tv_sec == seconds_) return;
  seconds_ = wall.tv_sec;
  const std::string date = "Date: " + format_http_date(seconds_) + "\r\n";
  endings_[static_cast<unsigned>(Ending::plain)] = date + "\r\n";
  endings_[static_cast<unsigned>(Ending::keep_alive)] = date + "Connection: keep-alive\r\n\r\n";
  endings_[static_cast<unsigned>(Ending::close)] = date + "Connection: close\r\n\r\n";
}

}  // namespace http
