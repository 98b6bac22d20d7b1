#include "sources/purger.h"

#include <httplib.h>

#include <algorithm>
#include <utility>

#include "sources/split_url.h"

namespace sources {
namespace {

constexpr std::chrono::seconds timeout{5};

}  // namespace

Purger::Purger(PurgeSettings settings, Fence& fence, std::function<void(const std::string&)> log_info,
               std::function<void(const std::string&)> log_error)
    : settings_(std::move(settings)),
      fence_(fence),
      log_info_(std::move(log_info)),
      log_error_(std::move(log_error)),
      thread_([this](const std::stop_token& stopping) { fence_.run(Work::files, [&] { work(stopping); }); }) {}

Purger::~Purger() {
  thread_.request_stop();
  changed_.notify_all();
}

void Purger::tell(const std::string& edition) {
  {
    const std::lock_guard lock(mutex_);
    edition_ = edition;
    ++number_;
  }
  changed_.notify_all();
}

void Purger::work(const std::stop_token& stopping) {
  std::uint64_t done = 0;
  while (!stopping.stop_requested()) {
    std::string edition;
    {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stopping, [&] { return number_ != done; })) return;
      done = number_;
      edition = edition_;
    }
    purge_all(edition, done, stopping);
  }
}

bool Purger::wait(std::chrono::milliseconds time, const std::stop_token& stopping, std::uint64_t number) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, stopping, time, [&] { return number_ != number; });
  return number_ == number && !stopping.stop_requested();
}

void Purger::purge_all(const std::string& edition, std::uint64_t number, const std::stop_token& stopping) {
  auto left = settings_.urls;
  auto pause = settings_.first_wait;
  for (unsigned attempt = 1; !left.empty(); ++attempt) {
    std::vector<std::string> failed;
    for (const auto& url : left) {
      if (must_try_again(url, edition, attempt)) failed.push_back(url);
      if (stopping.stop_requested()) return;
    }
    left = std::move(failed);
    if (left.empty() || !wait(pause, stopping, number)) return;
    pause = std::min(pause * 2, settings_.longest_wait);
  }
}

bool Purger::must_try_again(const std::string& url, const std::string& edition, unsigned attempt) {
  const auto fault = purge(url, edition);
  if (fault.empty()) {
    ++accepted_;
    log_info_(url + ": purged, edition " + edition);
    return false;
  }
  if (attempt >= settings_.attempts) {
    ++failed_;
    log_error_(url + ": not purged: " + fault + "; given up after " + std::to_string(attempt) + " attempts");
    return false;
  }
  if (attempt == 1) log_error_(url + ": not purged: " + fault + "; trying again");
  return true;
}

std::string Purger::purge(const std::string& url, const std::string& edition) const {
  const auto [origin, target] = split_url(url);
  httplib::Client client(origin);
  client.set_connection_timeout(timeout);
  client.set_read_timeout(timeout);
  client.set_write_timeout(timeout);
  httplib::Request request;
  request.method = "PURGE";
  request.path = target;
  request.set_header("Latest-News-Edition", edition);
  if (!settings_.surrogate_key.empty()) request.set_header("Surrogate-Key", settings_.surrogate_key);
  const auto result = client.send(request);
  if (!result) return httplib::to_string(result.error());
  // 404 says that the cache has nothing to forget (nginx's module does).
  if (result->status < 300 || result->status == 404) return "";
  return "the status is " + std::to_string(result->status);
}

}  // namespace sources
