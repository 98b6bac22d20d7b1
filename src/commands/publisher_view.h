// commands/publisher_view.h - the publisher's page at the administration port: what is served, from
// where, with which faults, and what is not visible yet.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "http/response.h"
#include "news/feed.h"
#include "operations/page_hosts.h"
#include "site/site.h"

namespace commands {

struct PublisherState {
  struct Source {
    std::string name;
    std::int64_t read = 0;  // seconds since 1970
    std::size_t items = 0;
    std::string fault;                  // why its newest news is not served; ""
    std::vector<std::string> warnings;  // each with its line
  };
  std::shared_ptr<const site::Site> site;  // null before the first edition
  std::shared_ptr<const news::Feed> all;   // includes hidden items
  std::int64_t loaded = 0;
  std::vector<Source> sources;
  std::string assets;  // the folder; ""
  std::string assets_fault;
};

// Any thread may call.
class PublisherView {
 public:
  void set(PublisherState state);

  // The page as it is now: 200, or 503 before the first edition. `hosts` are those whose pages show the news.
  http::Response page(const std::vector<operations::PageHost>& hosts) const;

 private:
  mutable std::mutex mutex_;
  PublisherState state_;
};

}  // namespace commands
