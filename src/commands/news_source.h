// commands/news_source.h - one value of --news: a file or a URL, kept as new as it is there.
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

// What a source gave at the start.
struct FirstNews {
  std::string source;              // a path or a URL; "": the bundled news
  std::optional<LoadedNews> news;  // nothing: the URL failed, and the other sources have news
  std::string fault;               // why the news are those of the kept copy, or missing; ""
};

// Reads all sources; without any, the bundled news. A URL that fails gives its copy in `state`. Without a copy it is
// left out, if another source has news. Error: the first source that cannot be used.
Result<std::vector<FirstNews>, InputProblem> load_first_news(const std::vector<std::string>& sources,
                                                             const std::optional<sources::StateFolder>& state);

// All on the thread of its context, but stop(). A fault changes nothing but fault() and the log. A file with errors is
// read again at its next change, one that cannot be read each second, a URL at the next question.
class NewsSource {
 public:
  struct Settings {
    std::chrono::milliseconds poll{60000};  // between two questions for a URL
    std::optional<sources::StateFolder> state;
  };
  struct Events {
    std::function<void(const LoadedNews&)> on_news;  // feed() is another now; what this throws is a fault
    std::function<void()> on_fault;                  // fault() is another now
  };

  // The context and the fence must outlive this.
  NewsSource(boost::asio::io_context& context, Fence& fence, FirstNews first, Settings settings, Events events);

  // Before the thread runs: watches the file, or asks the URL every now and then.
  void start();
  // Reads it now, whether it has changed or not.
  void read_again();
  // Any thread: a question that is under way ends soon, and each later one at once.
  void stop();

  // Null: it has given nothing yet.
  const std::shared_ptr<const news::Feed>& feed() const { return feed_; }
  // Why its newest news are not served; "": they are.
  const std::string& fault() const { return fault_; }

 private:
  bool is_web() const { return sources::is_web_url(source_); }
  void poll_after(std::chrono::milliseconds wait);
  // Asks the URL on a thread of its own: a slow source must delay neither other sources nor the end of an embargo.
  void poll(bool even_unchanged);
  void take_answer(sources::WebAnswer answer, bool even_unchanged);
  // Whether that was the end of it. If not, the system refused the file, and another attempt may succeed.
  bool read_file(bool even_unchanged);
  void take(LoadedNews news, bool even_unchanged);
  void refuse(const std::string& why);
  bool set_fault(const std::string& why);

  boost::asio::io_context& context_;
  Fence& fence_;
  const std::string source_;  // a file by its absolute path
  const Settings settings_;
  const Events events_;
  std::shared_ptr<const news::Feed> feed_;
  std::size_t served_ = 0;  // fingerprint of the bytes that feed_ was read from
  std::string fault_;
  bool is_web_fault_ = false;  // the URL could not be had; what it gave before is well
  int failures_ = 0;           // of the URL, one after the other
  std::optional<sources::Watch> watch_;
  std::optional<sources::WebSource> web_;
  boost::asio::steady_timer poll_timer_;
  bool is_asking_ = false;
  std::jthread asking_;  // uses web_, and ends before it
};

}  // namespace commands
