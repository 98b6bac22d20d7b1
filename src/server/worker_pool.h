// server/worker_pool.h - threads for what is too long for a loop, and the bounded queue before them.
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
  // `niceness`, from 0 to 19: lower priority than the loops (nice(2); on Linux each thread has its own).
  WorkerPool(unsigned threads, std::size_t max_waiting, int niceness, Fence& fence);
  ~WorkerPool();  // as stop()
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Any thread. False if the queue is full, or at the end. What `work` throws goes to the fence.
  bool submit(std::function<void()> work);

  // Any thread. How many wait for one of them.
  std::size_t waiting();

  // Any thread. Long work should end early once this asks for it: stop() does.
  std::stop_token stopping() const { return stopping_.get_token(); }

  // Forgets what waits, and returns when the threads are done with what they do. Not from one of them.
  void stop();

 private:
  void work(int niceness);

  Fence& fence_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  std::size_t max_waiting_;
  std::stop_source stopping_;
  std::vector<std::thread> threads_;
};

}  // namespace server
