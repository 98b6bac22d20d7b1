// sources/publisher.h - makes an edition from news and assets, and replaces the previous one.
#pragma once

#include <memory>
#include <stop_token>
#include <thread>

#include "assets/assets.h"
#include "edition/edition.h"
#include "fence.h"
#include "news/feed.h"
#include "server/server.h"
#include "site/site.h"

namespace sources {

// One thread at a time may call.
class Publisher {
 public:
  // `progress` may be empty. A thread of the publisher calls it while it compresses.
  Publisher(server::Server& server, Fence& fence, edition::Settings settings, site::Site::Progress progress);
  Publisher(const Publisher&) = delete;
  Publisher& operator=(const Publisher&) = delete;

  // When this returns, the server answers with the new edition. The less common answers and the
  // best compression are made afterwards. Throws what edition::Edition and the templates throw.
  // Then the previous edition stays.
  void publish(std::shared_ptr<const news::Feed> feed, assets::Files files);

  // The site of the last publish(). Null before the first one.
  const std::shared_ptr<site::Site>& site() const { return site_; }

 private:
  void prepare(site::Site& site, const std::stop_token& stopping);

  server::Server& server_;
  Fence& fence_;
  const edition::Settings settings_;
  const site::Site::Progress progress_;
  std::shared_ptr<site::Site> site_;
  std::jthread preparation_;
};

}  // namespace sources
