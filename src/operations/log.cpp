#include "operations/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>

#include "operations/escaping.h"

namespace operations {
namespace {

LogFormat format_of_lines = LogFormat::text;  // set once, before any other thread runs

void log(spdlog::level::level_enum level, const std::string& line) {
  const auto text = escape_control_characters(line);
  if (format_of_lines == LogFormat::text) return spdlog::log(level, "{}", text);
  // Bytes that are not UTF-8 become U+FFFD.
  spdlog::log(level, "{}", nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

}  // namespace

bool is_log_level(const std::string& name) {
  return name == "off" || spdlog::level::from_str(name) != spdlog::level::off;
}

void set_up_log(const std::string& level, LogFormat format) {
  format_of_lines = format;
  auto logger = std::make_shared<spdlog::logger>("", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_pattern(format == LogFormat::json ? R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l","message":%v})"
                                                : "%Y-%m-%dT%H:%M:%S.%eZ %l %v",
                      spdlog::pattern_time_type::utc);
  logger->set_level(spdlog::level::from_str(level));
  logger->flush_on(spdlog::level::trace);
  spdlog::set_default_logger(std::move(logger));
}

void log_info(const std::string& line) { log(spdlog::level::info, line); }
void log_warning(const std::string& line) { log(spdlog::level::warn, line); }
void log_error(const std::string& line) { log(spdlog::level::err, line); }

}  // namespace operations
