// operations/utc_time.h - writes times, given in seconds since 1970, for people and programs.
#pragma once

#include <cstdint>
#include <string>

namespace operations {

std::string format_utc(std::int64_t seconds);         // 2026-11-24T18:22:34Z (RFC 3339)
std::string format_common_log(std::int64_t seconds);  // 24/Nov/2026:18:22:34 +0000
std::int64_t seconds_now();

}  // namespace operations
