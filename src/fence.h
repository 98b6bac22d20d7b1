// fence.h - what a thread does with an exception that nothing has caught: it is logged and counted, and the thread
// goes on.
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

// What a thread was doing. The names are the label `where` in /metrics.
enum class Work : unsigned char { files, preparation, signals, administration, access_log, connections, answers };
inline constexpr std::array<std::string_view, 7> work_names = {"files",      "preparation", "signals", "administration",
                                                               "access_log", "connections", "answers"};

// Any thread.
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

  // Runs an io_context until it is stopped. The handlers that wait behind one that throws are called.
  template <class Context>
  void run_loop(Work work, Context& context) noexcept {
    while (!run(work, [&context] { context.run(); })) {
    }
  }

  // For exceptions that a library has caught.
  void report(Work work, const char* what) noexcept {
    counts_[static_cast<std::size_t>(work)].fetch_add(1, std::memory_order_relaxed);
    if (!log_) return;
    try {
      log_("internal error (" + std::string(work_names[static_cast<std::size_t>(work)]) + "): " + what);
    } catch (...) {  // no memory for the line: the count is all that is left
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
