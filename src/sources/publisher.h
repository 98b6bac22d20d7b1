// sources/publisher.h - makes an edition of news and looks, and puts it in the place of the one before.
#pragma once

#include <atomic>
#include <memory>
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
  ~Publisher();
  Publisher(const Publisher&) = delete;
  Publisher& operator=(const Publisher&) = delete;

  // From the return on, the server answers with these. The less common answers, and the best compression, come behind
  // it. Throws what edition::Edition and the templates throw; then the edition before stays.
  void publish(std::shared_ptr<const news::Feed> feed, assets::Files files);

  // Any thread. Whether something is being compressed: the destructor waits for the end of that.
  bool is_preparing() const { return is_preparing_; }

  // What publish() brought last; null before.
  const std::shared_ptr<site::Site>& site() const { return site_; }

 private:
  void prepare(site::Site& site);
  void end_preparation();

  server::Server& server_;
  Fence& fence_;
  const edition::Settings settings_;
  const site::Site::Progress progress_;
  std::shared_ptr<site::Site> site_;
  std::atomic<bool> superseded_ = false;
  std::atomic<bool> is_preparing_ = false;
  std::thread preparation_;
};

}  // namespace sources
