// operations/log.h - the program's log: lines on standard error, through spdlog.
#pragma once

#include <string>

namespace operations {

inline constexpr const char* log_levels = "trace, debug, info, warning, error, critical or off";

// Whether it is one of log_levels, or one of spdlog's short names (warn, err).
bool is_log_level(const std::string& name);

enum class LogFormat { text, json };

// `level` is a log level. Lines below it are not written. In the format `json`, each line is an object:
// {"time": RFC 3339 with milliseconds, "level": "info", "message": "..."}.
void set_up_log(const std::string& level, LogFormat format = LogFormat::text);

// One line each. Control characters become \xHH, so that text cannot forge a line. Any thread may
// call.
void log_info(const std::string& line);
void log_warning(const std::string& line);
void log_error(const std::string& line);

}  // namespace operations
