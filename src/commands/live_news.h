// commands/live_news.h - what `serve` serves, kept as new as its sources: news, and a folder of templates and styles.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "assets/assets.h"
#include "commands/news_source.h"
#include "edition/edition.h"
#include "fence.h"
#include "operations/health.h"
#include "server/server.h"
#include "sources/publisher.h"
#include "sources/watch.h"

namespace commands {

struct LiveSettings {
  NewsSource::Settings source;
  bool embargo_future = false;        // items dated in the future wait for their moment
  std::optional<std::string> assets;  // a folder with widget/ and static/; else the bundled templates and styles
};

// A file or URL that fails or has errors changes nothing but the log and `health`, which say why.
class LiveNews {
 public:
  LiveNews(server::Server& server, operations::Health& health, Fence& fence, edition::Settings settings,
           const LiveSettings& live);
  ~LiveNews();
  LiveNews(const LiveNews&) = delete;
  LiveNews& operator=(const LiveNews&) = delete;

  // Serves the first news, then starts the thread that watches the sources.
  // Throws what sources::Publisher::publish() throws.
  void start(std::vector<FirstNews> first, assets::Files files);

  // Any thread: reads all sources soon, whether they have changed or not, from what their paths lead to then.
  void read_news();

 private:
  // The sources' news as one list, of which `all_` is kept. Returns what is to be seen now. Asks again each second
  // while something is to appear or go: a timer for that moment would be wrong after a suspend or a jump of the clock.
  std::shared_ptr<const news::Feed> merge();
  std::shared_ptr<const news::Feed> visible_now();
  void wait_for_embargo();
  // Serves what the sources have now. Throws what sources::Publisher::publish() throws.
  void publish(const LoadedNews& changed);
  // Whether that was the end of it. If not, the system refused a file, and another attempt may succeed.
  bool try_assets();
  bool set_assets_fault(const std::string& why);
  void tell_health();

  operations::Health& health_;
  Fence& fence_;
  const LiveSettings settings_;
  sources::Publisher publisher_;
  std::string assets_fault_;  // why the newest templates and styles are not served; "": they are
  boost::asio::io_context context_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  std::vector<std::unique_ptr<NewsSource>> sources_;
  std::shared_ptr<const news::Feed> all_;  // with what is not to be seen yet
  std::optional<std::int64_t> next_change_;
  boost::asio::steady_timer embargo_timer_;
  std::optional<sources::Watch> assets_watch_;
  std::thread thread_;
};

}  // namespace commands
