// sources/publisher.h - makes an edition of news and looks, and puts it in the place of the one before.
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

// One thread at a time.
class Publisher {
 public:
  // `progress` may be empty; it is called on a thread of the publisher's while it compresses.
  Publisher(server::Server& server, Fence& fence, edition::Settings settings, site::Site::Progress progress);
  Publisher(const Publisher&) = delete;
  Publisher& operator=(const Publisher&) = delete;

  // From the return on, the server answers with these. The less common answers, and the best compression, come behind
  // it. Throws what edition::Edition and the templates throw; then the edition before stays.
  void publish(std::shared_ptr<const news::Feed> feed, assets::Files files);

  // What publish() brought last; null before.
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
