// commands/live_news.h - what `serve` serves, kept as new as its files: a news file, a folder of looks.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "assets/assets.h"
#include "commands/news_file.h"
#include "edition/edition.h"
#include "fence.h"
#include "operations/health.h"
#include "server/server.h"
#include "sources/publisher.h"
#include "sources/watch.h"
#include "sources/web.h"

namespace commands {

struct LiveFiles {
  std::optional<std::string> news;        // a file or a URL; else the bundled news
  std::chrono::milliseconds poll{60000};  // between two questions for a URL
  std::optional<std::string> assets;      // a folder with widget/ and static/; else the bundled looks
};

// A file that cannot be read or has errors changes nothing but the log and `health`, which say why. One with errors is
// read again at its next change, one that cannot be read each second.
class LiveNews {
 public:
  LiveNews(server::Server& server, operations::Health& health, Fence& fence, edition::Settings settings,
           const LiveFiles& files);
  ~LiveNews();
  LiveNews(const LiveNews&) = delete;
  LiveNews& operator=(const LiveNews&) = delete;

  // Serves the first news, then starts the thread that watches the files.
  // Throws what sources::Publisher::publish() throws.
  void start(LoadedNews news, assets::Files files);

  // Any thread: reads the news file soon, whether it has changed or not, from what its path leads to then.
  void read_news();

 private:
  // What is to be seen now of all news; and asks again each second while something is to appear or go. A timer for that
  // moment would be wrong after a suspend or a jump of the clock.
  std::shared_ptr<const news::Feed> keep(news::Feed all);
  void wait_for_embargo();
  void poll_after(std::chrono::milliseconds wait);
  void poll(bool even_unchanged);
  // Serves them. Throws what sources::Publisher::publish() throws.
  void publish(LoadedNews news, bool even_unchanged);
  void refuse_news(const std::string& why);
  // Both: whether that was the end of it. If not, the system refused a file, and another attempt may succeed.
  bool try_news(bool even_unchanged);
  bool try_assets();
  // Puts `why` in the place of what was wrong with one of the files before, "" for nothing, and tells `health_`.
  // Whether it is something else than before.
  bool set_fault(std::string& fault, const std::string& why);

  operations::Health& health_;
  Fence& fence_;
  const LiveFiles files_;
  sources::Publisher publisher_;
  std::size_t served_ = 0;    // fingerprint of the news file that is served
  std::string news_fault_;    // why the newest news are not served; "": they are
  std::string assets_fault_;  // likewise the looks
  boost::asio::io_context context_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  // What is served of it changes by itself where items have an embargo.
  std::shared_ptr<const news::Feed> all_;
  boost::asio::steady_timer embargo_timer_;
  std::optional<sources::Watch> news_watch_;
  std::optional<sources::WebSource> web_;
  boost::asio::steady_timer poll_timer_;
  std::optional<std::int64_t> next_change_;
  int failures_ = 0;           // of the URL, one after the other
  bool is_web_fault_ = false;  // the URL could not be had; what it gave before is well
  std::optional<sources::Watch> assets_watch_;
  std::thread thread_;
};

}  // namespace commands
