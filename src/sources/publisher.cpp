#include "sources/publisher.h"

#include <sys/resource.h>

#include <algorithm>
#include <utility>

namespace sources {

Publisher::Publisher(server::Server& server, Fence& fence, edition::Settings settings, site::Site::Progress progress)
    : server_(server), fence_(fence), settings_(std::move(settings)), progress_(std::move(progress)) {}

void Publisher::publish(std::shared_ptr<const news::Feed> feed, assets::Files files) {
  auto edition = std::make_shared<const edition::Edition>(std::move(feed), std::move(files), settings_);
  auto site = std::make_shared<site::Site>(std::move(edition));
  server_.replace(site);
  preparation_ = std::jthread();  // ends the one before
  site_ = site;
  // Without the thread these are served all the same: each answer is then made when it is asked for.
  fence_.run(Work::preparation, [&] {
    preparation_ = std::jthread([this, site](const std::stop_token& stopping) { prepare(*site, stopping); });
  });
}

void Publisher::prepare(site::Site& site, const std::stop_token& stopping) {
  // Visitors first: on a machine of one core the first answer must not wait for brotli. On Linux each thread has its
  // own niceness, and the threads that it starts inherit it.
  setpriority(PRIO_PROCESS, 0, 19);
  const auto threads = std::max(std::thread::hardware_concurrency(), 1u);
  fence_.run(Work::preparation, [&] { site.prepare(threads, stopping, progress_); });
}

}  // namespace sources
