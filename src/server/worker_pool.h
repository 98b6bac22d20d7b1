// server/worker_pool.h - threads for work that is too long for a loop, with a bounded queue.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "fence.h"

namespace server {

class WorkerPool {
 public:
  // Each thread calls `begin` first. It is a function of background.h, so that the threads do not delay the loops.
  WorkerPool(unsigned threads, std::size_t max_waiting, void (*begin)(), Fence& fence);
  ~WorkerPool();  // calls stop()
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Any thread may call. False if the queue is full or the pool stops. Exceptions of `work` go to
  // the fence.
  bool submit(std::function<void()> work);

  // Any thread may call. The amount of work that waits for a thread.
  std::size_t waiting();

  // Any thread may call. Long work should end early when this token asks for it. stop() does so.
  std::stop_token stopping() const { return stopping_.get_token(); }

  // Drops the waiting work, and returns when the threads have finished theirs. Do not call it from
  // one of them.
  void stop();

 private:
  void work();

  Fence& fence_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  std::size_t max_waiting_;
  std::stop_source stopping_;
  std::vector<std::thread> threads_;
};

}  // namespace server
