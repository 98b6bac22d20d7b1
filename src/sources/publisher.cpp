#include "sources/publisher.h"

#include <sys/resource.h>

#include <utility>

#include "site/site.h"

namespace sources {

Publisher::Publisher(http::Server& server, edition::Settings settings)
    : server_(server), settings_(std::move(settings)) {}

Publisher::~Publisher() { end_compression(); }

void Publisher::publish(news::Feed feed, assets::Files files) {
  auto edition = std::make_shared<const edition::Edition>(std::move(feed), std::move(files), settings_);
  auto site = std::make_shared<site::Site>(std::move(edition));
  end_compression();
  server_.replace(site);
  compression_ = std::thread([this, site] {
    // Visitors first: on a machine of one core the first answer must not wait for brotli. Linux has a niceness a
    // thread.
    setpriority(PRIO_PROCESS, 0, 19);
    site->compress([this] { return superseded_.load(); });
  });
}

void Publisher::end_compression() {
  superseded_ = true;
  if (compression_.joinable()) compression_.join();
  superseded_ = false;
}

}  // namespace sources
