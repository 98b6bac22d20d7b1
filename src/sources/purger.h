// sources/purger.h - tells caches that there is a new edition.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "fence.h"

namespace sources {

struct PurgeSettings {
  std::vector<std::string> urls;               // http or https
  std::string surrogate_key;                   // the field Surrogate-Key of each request; "": none
  std::chrono::milliseconds first_wait{1000};  // after a failure; doubled each time
  std::chrono::milliseconds longest_wait{60000};
  unsigned attempts = 8;  // for one edition
};

// Sends PURGE (a method that nginx, Varnish and most CDNs know; it is no standard) to each URL, on a thread of its own.
// So a slow cache delays neither an edition nor the other caches' news for longer than one request. A newer edition
// ends the attempts for the one before.
class Purger {
 public:
  // `log` gets a line for each success and each failure. The fence must outlive this.
  Purger(PurgeSettings settings, Fence& fence, std::function<void(const std::string&)> log_info,
         std::function<void(const std::string&)> log_error);
  ~Purger();
  Purger(const Purger&) = delete;
  Purger& operator=(const Purger&) = delete;

  // Any thread may call. Returns at once.
  void tell(const std::string& edition);

  // Any thread may call: requests that a cache has accepted, and URLs that were given up.
  std::uint64_t accepted() const noexcept { return accepted_; }
  std::uint64_t failed() const noexcept { return failed_; }

 private:
  void work(const std::stop_token& stopping);
  // Whether to go on: false if there is a newer edition, or if the thread is to end.
  bool wait(std::chrono::milliseconds time, const std::stop_token& stopping, std::uint64_t number);
  void purge_all(const std::string& edition, std::uint64_t number, const std::stop_token& stopping);
  // Tells one cache, and logs the result. Returns whether it must be told again.
  bool must_try_again(const std::string& url, const std::string& edition, unsigned attempt);
  // "" if the cache accepted; otherwise why not.
  std::string purge(const std::string& url, const std::string& edition) const;

  const PurgeSettings settings_;
  Fence& fence_;
  const std::function<void(const std::string&)> log_info_;
  const std::function<void(const std::string&)> log_error_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::string edition_;
  std::uint64_t number_ = 0;  // of the newest edition
  std::atomic<std::uint64_t> accepted_ = 0;
  std::atomic<std::uint64_t> failed_ = 0;
  std::jthread thread_;
};

}  // namespace sources
