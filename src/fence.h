// fence.h - handles an exception that nothing else has caught: it is logged and counted, and the
// thread continues.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

// The work of a thread. The names are the label `where` in /metrics.
enum class Work : unsigned char { files, preparation, signals, administration, access_log, connections, answers };
inline constexpr std::array<std::string_view, 7> work_names = {"files",      "preparation", "signals", "administration",
                                                               "access_log", "connections", "answers"};

// Any thread may call.
class Fence {
 public:
  // `log` gets one line for each exception. It may be empty.
  explicit Fence(std::function<void(const std::string&)> log = nullptr) : log_(std::move(log)) {}

  // Calls step(). Returns whether it ended without an exception.
  template <class Step>
  bool run(Work work, Step&& step) noexcept {
    try {
      std::forward<Step>(step)();
      return true;
    } catch (const std::exception& exception) {
      report(work, exception.what());
    } catch (...) {
      report(work, "an exception of an unknown type");
    }
    return false;
  }

  // Runs an io_context until it is stopped. If a handler throws, the handlers behind it still run.
  template <class Context>
  void run_loop(Work work, Context& context) noexcept {
    while (!run(work, [&context] { context.run(); })) {
    }
  }

  // For an exception that a library has caught.
  void report(Work work, const char* what) noexcept {
    counts_[static_cast<std::size_t>(work)].fetch_add(1, std::memory_order_relaxed);
    if (!log_) return;
    try {
      log_("internal error (" + std::string(work_names[static_cast<std::size_t>(work)]) + "): " + what);
    } catch (...) {  // no memory for the line: only the count remains
      return;
    }
  }

  std::uint64_t count(Work work) const noexcept {
    return counts_[static_cast<std::size_t>(work)].load(std::memory_order_relaxed);
  }

 private:
  std::function<void(const std::string&)> log_;
  std::array<std::atomic<std::uint64_t>, work_names.size()> counts_{};
};
