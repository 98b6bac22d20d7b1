// background.h - work beside the event loops that does not make visitors wait.
//
// A low priority is not enough. On a busy core, the scheduler gives even a thread of the lowest priority its small
// share in whole ticks of 1 to 10 ms (CONFIG_HZ), and an event loop on that core waits so long. So long work is done
// only on idle cores, and work that must be done soon is done in small pieces.
#pragma once

#include <sched.h>
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>

namespace background {

// The processor time of this thread, in nanoseconds.
inline std::chrono::nanoseconds used_time() noexcept {
  timespec used{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

// This thread's used_time() at the beginning of the current piece. Nothing if the thread does not work in pieces.
inline std::optional<std::chrono::nanoseconds>& piece_began() noexcept {
  thread_local std::optional<std::chrono::nanoseconds> began;
  return began;
}

// From now on, this thread and the threads that it starts work only while a core has nothing else to do (SCHED_IDLE,
// sched(7)). Where the system forbids that, they get the lowest priority.
inline void work_only_on_idle_cores() noexcept {
  const sched_param none{};
  if (::sched_setscheduler(0, SCHED_IDLE, &none) != 0) ::setpriority(PRIO_PROCESS, 0, 19);
}

// From now on, this thread has a lower priority, and takes about a quarter of one core: end_piece() pauses it. Linux
// gives each thread its own niceness (setpriority(2)). Threads that it starts do not pause, so it should start none:
// works_in_pieces().
inline void work_in_pieces() noexcept {
  ::setpriority(PRIO_PROCESS, 0, 5);
  piece_began() = used_time();
}

inline bool works_in_pieces() noexcept { return piece_began().has_value(); }

// Call it between two steps of work: a step of more than 0.2 ms is to be divided. After 0.1 ms of work, it pauses for
// three times as long, but for 20 ms at most. Does nothing in a thread that does not work in pieces.
inline void end_piece() {
  using namespace std::chrono_literals;
  auto& began = piece_began();
  if (!began) return;
  const auto worked = used_time() - *began;
  if (worked < 100us) return;
  std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(worked * 3, 20ms));
  began = used_time();
}

}  // namespace background
