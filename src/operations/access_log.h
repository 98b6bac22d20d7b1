// operations/access_log.h - a line for every request, written by a separate thread. An answer never
// waits for its line.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "fence.h"
#include "operations/client_name.h"
#include "server/access_record.h"

namespace operations {

enum class AccessFormat : unsigned char { common, json };

struct AccessLogOptions {
  AccessFormat format = AccessFormat::common;
  std::string file;  // "": standard output
  ClientNaming naming;
};

class AccessLog {
 public:
  // `fence` counts the exceptions of the writing thread. It must outlive this object. Throws
  // std::system_error, with the path, if the file cannot be opened.
  AccessLog(AccessLogOptions options, Fence& fence);
  // Writes the waiting lines, for at most one second.
  ~AccessLog();
  AccessLog(const AccessLog&) = delete;
  AccessLog& operator=(const AccessLog&) = delete;

  // Any thread may call. Never waits for the log: if 8192 lines are waiting, the oldest is dropped.
  // All writers share spdlog's queue, and therefore a lock.
  void write(const server::AccessRecord& access) noexcept;

  // Opens the file again before the next line. Used after logrotate has moved it. Any thread may
  // call.
  void reopen();

  // Lines that came too fast for the reader or could not be written. Any thread may call.
  std::uint64_t dropped() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace operations
