#include "operations/access_log.h"

#include <spdlog/async.h>
#include <spdlog/async_logger.h>

#include <utility>

#include "operations/access_line.h"
#include "operations/line_sink.h"
#include "operations/log.h"

namespace operations {
namespace {

constexpr std::size_t max_waiting = 8192;  // lines; spdlog holds about 500 bytes for each from the start

}  // namespace

class AccessLog::Implementation {
 public:
  Implementation(AccessLogOptions options, Fence& fence)
      : options_(std::move(options)),
        pool_(std::make_shared<spdlog::details::thread_pool>(max_waiting, 1)),
        sink_(std::make_shared<LineSink>(
            options_.file, [pool = pool_.get()] { return pool->queue_size() > 0; }, log_error)),
        logger_(
            std::make_shared<spdlog::async_logger>("", sink_, pool_, spdlog::async_overflow_policy::overrun_oldest)) {
    logger_->set_error_handler([&fence](const std::string& what) { fence.report(Work::access_log, what.c_str()); });
  }

  ~Implementation() {
    sink_->end_soon();
    pool_.reset();  // ends its thread after the waiting lines are written
  }

  void write(const server::AccessRecord& access) {
    const auto client = name_client(access, options_.naming);
    const auto line = options_.format == AccessFormat::json ? json_line(access, client) : common_line(access, client);
    logger_->log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
  }

  void reopen() { sink_->reopen(); }
  std::uint64_t dropped() const { return pool_->overrun_counter() + sink_->lost_lines(); }

 private:
  AccessLogOptions options_;
  std::shared_ptr<spdlog::details::thread_pool> pool_;
  std::shared_ptr<LineSink> sink_;
  std::shared_ptr<spdlog::async_logger> logger_;
};

AccessLog::AccessLog(AccessLogOptions options, Fence& fence)
    : implementation_(std::make_unique<Implementation>(std::move(options), fence)) {}
AccessLog::~AccessLog() = default;

// spdlog throws nothing here. If there is no memory for a line, there is also none to report it.
void AccessLog::write(const server::AccessRecord& access) noexcept {
  try {
    implementation_->write(access);
  } catch (const std::exception&) {
    return;
  }
}

void AccessLog::reopen() { implementation_->reopen(); }
std::uint64_t AccessLog::dropped() const { return implementation_->dropped(); }

}  // namespace operations
