#include "server/worker_pool.h"

#include <utility>

#include "background.h"

namespace server {

WorkerPool::WorkerPool(unsigned threads, std::size_t max_waiting, void (*begin)(), Fence& fence)
    : fence_(fence), max_waiting_(max_waiting) {
  for (unsigned i = 0; i < threads; ++i) {
    threads_.emplace_back([this, begin] {
      begin();
      work();
    });
  }
}

WorkerPool::~WorkerPool() { stop(); }

bool WorkerPool::submit(std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_.stop_requested() || queue_.size() >= max_waiting_) return false;
    queue_.push_back(std::move(work));
  }
  changed_.notify_one();
  return true;
}

std::size_t WorkerPool::waiting() {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

void WorkerPool::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_.request_stop();
    queue_.clear();
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void WorkerPool::work() {
  while (true) {
    std::function<void()> next;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stopping_.stop_requested() || !queue_.empty(); });
      if (stopping_.stop_requested()) return;
      next = std::move(queue_.front());
      queue_.pop_front();
    }
    fence_.run(Work::answers, next);
    background::end_piece();
  }
}

}  // namespace server
