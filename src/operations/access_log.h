// operations/access_log.h - a line for every request, written by a thread of its own: whatever becomes of the line, the
// answer does not wait.
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
  // `fence` counts what the writing thread throws; it outlives this.
  // Throws std::system_error, with the path, where the file cannot be opened.
  AccessLog(AccessLogOptions options, Fence& fence);
  // Writes what waits, a second at most.
  ~AccessLog();
  AccessLog(const AccessLog&) = delete;
  AccessLog& operator=(const AccessLog&) = delete;

  // Any thread. Never waits for the log: if 8192 lines wait already, the oldest is dropped. All writers share spdlog's
  // queue, and so a lock.
  void write(const server::AccessRecord& access) noexcept;

  // The file is opened again before the next line, after logrotate has moved it. Any thread.
  void reopen();

  // Lines that came too fast for the reader, or could not be written. Any thread.
  std::uint64_t dropped() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace operations
