#include "operations/utc_time.h"

#include <array>
#include <chrono>
#include <ctime>

namespace operations {
namespace {

// The program never sets a locale, so the months are English.
std::string format(std::int64_t seconds, const char* pattern) {
  const auto time = static_cast<std::time_t>(seconds);
  std::tm parts{};
  gmtime_r(&time, &parts);
  std::array<char, 64> text{};
  return {text.data(), std::strftime(text.data(), text.size(), pattern, &parts)};
}

}  // namespace

std::string format_utc(std::int64_t seconds) { return format(seconds, "%Y-%m-%dT%H:%M:%SZ"); }
std::string format_common_log(std::int64_t seconds) { return format(seconds, "%d/%b/%Y:%H:%M:%S +0000"); }

std::int64_t seconds_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace operations
