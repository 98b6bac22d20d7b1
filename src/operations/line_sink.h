// operations/line_sink.h - the output for the lines of spdlog's thread. It may be full, stuck or
// gone, but the end of the program must not wait for it.
#pragma once

#include <spdlog/sinks/base_sink.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace operations {

class LineSink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  using Report = std::function<void(const std::string&)>;

  // `path` is a file, which is created if it is missing; "" means standard output. `more_comes`
  // says whether the next line is already waiting: then one write is enough for several lines.
  // `report` is called once when writing begins to fail. Throws std::system_error, with the path,
  // if the file cannot be opened.
  LineSink(std::string path, std::function<bool()> more_comes, Report report);
  ~LineSink() override;  // writes the remaining lines
  LineSink(const LineSink&) = delete;
  LineSink& operator=(const LineSink&) = delete;

  // Any thread may call. These functions do not wait.
  void reopen() noexcept { reopens_ = true; }  // before the next line
  void end_soon() noexcept;                    // from now on, waits at most one more second for its reader
  std::uint64_t lost_lines() const noexcept { return lost_lines_; }

 protected:
  void sink_it_(const spdlog::details::log_msg& message) override;
  void flush_() override;

 private:
  void write_out();
  std::size_t write_some(std::string_view bytes);
  bool wait_for_room() const;
  void lose(std::size_t written, int error);
  void open_again();

  std::string path_;
  std::function<bool()> more_comes_;
  Report report_;
  int descriptor_;
  std::string lines_;  // complete lines that are not written yet
  bool is_mid_line_ = false;
  bool fails_ = false;
  std::atomic<bool> reopens_ = false;
  std::atomic<std::uint64_t> lost_lines_ = 0;
  std::atomic<std::int64_t> gives_up_at_;  // milliseconds of the steady clock
};

}  // namespace operations
