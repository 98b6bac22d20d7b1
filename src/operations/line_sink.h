// operations/line_sink.h - where spdlog's thread writes lines: a descriptor that may be full, stuck or gone, of which
// the program's end must not have to wait.
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

  // `path`: a file, made if it is not there; "": standard output. `more_comes` tells whether the next line waits
  // already, so that one write is enough for several. `report` is told once when writing begins to fail.
  // Throws std::system_error, with the path, where the file cannot be opened.
  LineSink(std::string path, std::function<bool()> more_comes, Report report);
  ~LineSink() override;  // writes what is left
  LineSink(const LineSink&) = delete;
  LineSink& operator=(const LineSink&) = delete;

  // Any thread; these do not wait.
  void reopen() noexcept { reopens_ = true; }  // before the next line
  void end_soon() noexcept;                    // from now on waits for its reader a second longer at most
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
  std::string lines_;  // whole ones, not written yet
  bool is_mid_line_ = false;
  bool fails_ = false;
  std::atomic<bool> reopens_ = false;
  std::atomic<std::uint64_t> lost_lines_ = 0;
  std::atomic<std::int64_t> gives_up_at_;  // milliseconds of the steady clock
};

}  // namespace operations
