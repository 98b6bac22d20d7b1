// operations/log.h - the program's log: lines on standard error, through spdlog.
#pragma once

#include <string>

namespace operations {

inline constexpr const char* log_levels = "trace, debug, info, warning, error, critical or off";

// One of log_levels, or one of spdlog's short names (warn, err).
bool is_log_level(const std::string& name);

// `level` is a log level; what is below it is not written.
void set_up_log(const std::string& level);

// One line each; control characters in it are written as \xHH, so that no line can be forged. Any thread.
void log_info(const std::string& line);
void log_warning(const std::string& line);
void log_error(const std::string& line);

}  // namespace operations
