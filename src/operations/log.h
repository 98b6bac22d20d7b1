// operations/log.h - the program's log: lines on standard error, through spdlog.
#pragma once

#include <string>

namespace operations {

// The levels' names: trace, debug, info, warning, error, critical, off. False: there is no such level.
bool set_up_log(const std::string& level);

// One line each; control characters in it are written as \xHH, so that no line can be forged. Any thread.
void log_info(const std::string& line);
void log_warning(const std::string& line);
void log_error(const std::string& line);

}  // namespace operations
