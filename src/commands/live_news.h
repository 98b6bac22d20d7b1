// commands/live_news.h - what `serve` serves, kept up to date with its sources: news, and a folder
// of templates and styles.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "assets/assets.h"
#include "commands/news_source.h"
#include "commands/publisher_view.h"
#include "edition/edition.h"
#include "fence.h"
#include "operations/health.h"
#include "server/server.h"
#include "sources/publisher.h"
#include "sources/watch.h"

namespace commands {

struct LiveSettings {
  NewsSource::Settings source;
  bool embargo_future = false;        // items with a future date stay hidden until then
  std::optional<std::string> assets;  // a folder with widget/ and static/; without it, the bundled templates and styles
  std::function<void(const std::string& edition)> on_edition =
      {};  // called after each swap but the first; may be empty
};

// If a file or URL fails or has errors, only the log and `health` change: they say why.
class LiveNews {
 public:
  // `view` is kept up to date.
  LiveNews(server::Server& server, operations::Health& health, PublisherView& view, Fence& fence,
           edition::Settings settings, const LiveSettings& live);
  ~LiveNews();
  LiveNews(const LiveNews&) = delete;
  LiveNews& operator=(const LiveNews&) = delete;

  // Serves the first news, then starts the thread that watches the sources. Returns the number of items.
  // Throws what sources::Publisher::publish() throws.
  std::size_t start(std::vector<FirstNews> first, assets::Files files);

  // Any thread may call. Soon reads all sources, even if they have not changed. Follows their paths
  // again.
  void read_news();

 private:
  // Merges the news of all sources into one list and keeps it in `all_`. Returns the items that are
  // visible now. While an item is to appear or disappear, asks again each second: a timer for that
  // moment would be wrong after a suspend or a clock change.
  std::shared_ptr<const news::Feed> merge();
  std::shared_ptr<const news::Feed> visible_now();
  void wait_for_embargo();
  // Serves the current news of the sources. Throws what sources::Publisher::publish() throws.
  void publish(const LoadedNews& changed);
  // Whether the attempt is final. If not, the system refused a file, and another attempt may
  // succeed.
  bool try_assets(const std::string& folder);
  bool set_assets_fault(const std::string& why);
  void tell_health();
  void tell_view();
  // Call it after an edition of this feed was published.
  void serve_now(const news::Feed& feed, std::optional<double> changed = {});
  // Remembers when a source was read, and its warnings.
  void note_reading(const LoadedNews& news);

  operations::Health& health_;
  PublisherView& view_;
  Fence& fence_;
  const LiveSettings settings_;
  sources::Publisher publisher_;
  std::string assets_fault_;  // why the newest templates and styles are not served; "": they are served
  boost::asio::io_context context_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  std::vector<std::unique_ptr<NewsSource>> sources_;
  std::vector<PublisherState::Source> readings_;  // by name of the news, as `sources_`
  std::int64_t loaded_ = 0;                       // when the edition was made: seconds since 1970
  std::shared_ptr<const news::Feed> all_;         // includes hidden items
  std::optional<std::int64_t> next_change_;
  boost::asio::steady_timer embargo_timer_;
  std::optional<sources::Watch> assets_watch_;
  std::thread thread_;
};

}  // namespace commands
