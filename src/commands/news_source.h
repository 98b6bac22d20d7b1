// commands/news_source.h - one value of --news: a file or a URL, kept up to date.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "commands/news_file.h"
#include "fence.h"
#include "news/feed.h"
#include "sources/state_folder.h"
#include "sources/watch.h"
#include "sources/web.h"

namespace commands {

// The result of a source at the start.
struct FirstNews {
  std::string source;              // a path or a URL; "": the bundled news
  std::optional<LoadedNews> news;  // nothing: the URL failed, but other sources have news
  std::string fault;               // why the news is from the kept copy, or is missing; ""
};

// Reads all sources. Without a source, reads the bundled news. If a URL fails, uses its copy in
// `state`. If there is no copy, the URL is left out, provided that another source has news. Error:
// the first source that cannot be used.
Result<std::vector<FirstNews>, InputProblem> load_first_news(const std::vector<std::string>& sources,
                                                             const std::optional<sources::StateFolder>& state);

// Runs on the thread of its context, except stop(). A fault changes only fault() and the log. A
// file with errors is read again at its next change. A file that cannot be read is tried each
// second. A URL is tried at the next request.
class NewsSource {
 public:
  struct Settings {
    std::chrono::milliseconds poll{60000};  // between two requests to a URL
    std::optional<sources::StateFolder> state;
  };
  struct Events {
    std::function<void(const LoadedNews&)> on_news;  // called when feed() has changed; an exception counts as a fault
    std::function<void()> on_fault;                  // called when fault() has changed
  };

  // The context and the fence must outlive this.
  NewsSource(boost::asio::io_context& context, Fence& fence, FirstNews first, Settings settings, Events events);

  // Call it before the thread runs. Starts to watch the file, or to request the URL regularly.
  void start();
  // Reads the source now, even if it has not changed.
  void read_again();
  // Any thread may call. A request in progress ends soon, and each later one ends at once.
  void stop();

  // Null if the source has not given any news yet.
  const std::shared_ptr<const news::Feed>& feed() const { return feed_; }
  // Why its newest news is not served. "": it is served.
  const std::string& fault() const { return fault_; }

 private:
  bool is_web() const { return sources::is_web_url(source_); }
  void poll_after(std::chrono::milliseconds wait);
  // Requests the URL on its own thread. A slow source must not delay other sources or the end of an embargo.
  void poll(bool even_unchanged);
  void take_answer(sources::WebAnswer answer, bool even_unchanged);
  // Whether the attempt is final. If not, the system refused the file, and another attempt may
  // succeed.
  bool read_file(bool even_unchanged);
  void take(LoadedNews news, bool even_unchanged);
  void refuse(const std::string& why);
  bool set_fault(const std::string& why);

  boost::asio::io_context& context_;
  Fence& fence_;
  const std::string source_;  // a file has its absolute path
  const Settings settings_;
  const Events events_;
  std::shared_ptr<const news::Feed> feed_;
  std::size_t served_ = 0;  // fingerprint of the bytes that feed_ was read from
  std::string fault_;
  bool is_web_fault_ = false;  // the URL could not be fetched; its earlier news is still good
  int failures_ = 0;           // failures of the URL in a row
  std::optional<sources::Watch> watch_;
  std::optional<sources::WebSource> web_;
  boost::asio::steady_timer poll_timer_;
  bool is_asking_ = false;
  std::jthread asking_;  // uses web_, and ends before it
};

}  // namespace commands
