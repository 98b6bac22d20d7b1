#include "sources/publisher.h"

#include <sys/resource.h>

#include <algorithm>
#include <utility>

namespace sources {

Publisher::Publisher(server::Server& server, Fence& fence, edition::Settings settings, site::Site::Progress progress)
    : server_(server), fence_(fence), settings_(std::move(settings)), progress_(std::move(progress)) {}

Publisher::~Publisher() { end_preparation(); }

void Publisher::publish(std::shared_ptr<const news::Feed> feed, assets::Files files) {
  auto edition = std::make_shared<const edition::Edition>(std::move(feed), std::move(files), settings_);
  auto site = std::make_shared<site::Site>(std::move(edition));
  server_.replace(site);
  end_preparation();
  site_ = site;
  // Without the thread these are served all the same: each answer is then made when it is asked for.
  is_preparing_ = true;
  if (!fence_.run(Work::preparation, [&] { preparation_ = std::thread([this, site] { prepare(*site); }); })) {
    is_preparing_ = false;
  }
}

void Publisher::prepare(site::Site& site) {
  // Visitors first: on a machine of one core the first answer must not wait for brotli. Linux has a niceness a
  // thread, and threads that it starts have the same.
  setpriority(PRIO_PROCESS, 0, 19);
  const auto threads = std::max(std::thread::hardware_concurrency(), 1u);
  fence_.run(Work::preparation, [&] {
    site.prepare(
        threads, [this] { return superseded_.load(); }, progress_);
  });
  is_preparing_ = false;
}

void Publisher::end_preparation() {
  superseded_ = true;
  if (preparation_.joinable()) preparation_.join();
  superseded_ = false;
}

}  // namespace sources
