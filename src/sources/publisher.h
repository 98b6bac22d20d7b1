// sources/publisher.h - makes an edition of news and looks, and puts it in the place of the one before.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <thread>

#include "assets/assets.h"
#include "edition/edition.h"
#include "http/server.h"
#include "news/feed.h"

namespace sources {

// One thread at a time.
class Publisher {
 public:
  Publisher(http::Server& server, edition::Settings settings);
  ~Publisher();
  Publisher(const Publisher&) = delete;
  Publisher& operator=(const Publisher&) = delete;

  // From the return on, the server answers with these. Compressing goes on behind it.
  // Throws what edition::Edition and the templates throw; then the edition before stays.
  void publish(news::Feed feed, assets::Files files);

 private:
  void end_compression();

  http::Server& server_;
  const edition::Settings settings_;
  std::atomic<bool> superseded_ = false;
  std::thread compression_;
};

}  // namespace sources
