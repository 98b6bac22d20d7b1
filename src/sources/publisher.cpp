#include "sources/publisher.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <unordered_set>
#include <utility>

#include "background.h"

namespace sources {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t max_gone = 10'000;
// While editions follow each other quickly, none of them is worth the best compression.
constexpr auto settling_time = 1s;

bool is_stopped_within(std::chrono::seconds time, const std::stop_token& stopping) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  return never.wait_for(lock, stopping, time, [&] { return stopping.stop_requested(); });
}

// Paths of items that are gone now: from the edition before, and from earlier ones.
std::unordered_set<std::string> find_gone(const edition::Edition& before, const news::Feed& now) {
  std::unordered_set<std::string> gone = before.gone();
  for (const auto& item : before.feed().items) {
    if (gone.size() >= max_gone) break;
    gone.insert(item.page());
  }
  for (const auto& item : now.items) gone.erase(item.page());
  return gone;
}

}  // namespace

Publisher::Publisher(server::Server& server, Fence& fence, edition::Settings settings, site::Site::Progress progress)
    : server_(server), fence_(fence), settings_(std::move(settings)), progress_(std::move(progress)) {}

void Publisher::publish(std::shared_ptr<const news::Feed> feed, assets::Files files) {
  auto settings = settings_;
  if (site_) settings.gone = find_gone(site_->edition(), *feed);
  auto edition = std::make_shared<const edition::Edition>(std::move(feed), std::move(files), std::move(settings));
  auto site = std::make_shared<site::Site>(std::move(edition));
  server_.replace(site);
  const auto wait = site_ ? settling_time : 0s;
  preparation_ = std::jthread();  // ends the previous thread
  site_ = site;
  // Without this thread, the answers are still served. Each is then made when it is requested.
  fence_.run(Work::preparation, [&] {
    preparation_ = std::jthread([this, site, wait](const std::stop_token& stopping) {
      if (!is_stopped_within(wait, stopping)) prepare(*site, stopping);
    });
  });
}

void Publisher::prepare(site::Site& site, const std::stop_token& stopping) {
  // Visitors have priority: on a machine with one core, no answer must wait for brotli.
  background::work_only_on_idle_cores();
  const auto threads = std::max(std::thread::hardware_concurrency(), 1u);
  fence_.run(Work::preparation, [&] { site.prepare(threads, stopping, progress_); });
}

}  // namespace sources
