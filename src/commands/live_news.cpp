#include "commands/live_news.h"

#include <unistd.h>

#include <boost/asio/post.hpp>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <utility>

#include "news/changes.h"
#include "operations/log.h"

namespace commands {
namespace {

// On a terminal, how far the preparation has come, where it takes longer than people like to wonder.
site::Site::Progress progress_on_terminal() {
  if (isatty(STDERR_FILENO) == 0) return nullptr;
  using Clock = std::chrono::steady_clock;
  return [start = Clock::now(), last = Clock::time_point(), before = std::size_t{0}](std::size_t done,
                                                                                     std::size_t all) mutable {
    const auto now = Clock::now();
    if (std::exchange(before, done) >= done) start = now;  // the next edition's
    const bool was_shown = last > start;
    if (done == all && was_shown) {
      std::fputs("\r\x1b[K", stderr);
    } else if (now - start > std::chrono::seconds(1) && now - last > std::chrono::milliseconds(100)) {
      last = now;
      std::fprintf(stderr, "\rcompressing: %zu of %zu ", done, all);
    }
  };
}

// A pipe gives its bytes once, and lets wait whoever comes again.
bool can_be_read_again(const std::string& file) {
  std::error_code error;
  const auto type = std::filesystem::status(file, error).type();
  using Type = std::filesystem::file_type;
  return type == Type::regular || type == Type::directory || type == Type::not_found;
}

}  // namespace

LiveNews::LiveNews(http::Server& server, operations::Health& health, edition::Settings settings, LiveFiles files)
    : health_(health),
      files_(std::move(files)),
      publisher_(server, std::move(settings), progress_on_terminal()),
      work_(context_.get_executor()) {}

LiveNews::~LiveNews() {
  context_.stop();
  if (thread_.joinable()) thread_.join();
}

void LiveNews::start(LoadedNews news, assets::Files files) {
  const auto items = news.feed.items.size();
  served_ = news.fingerprint;
  publisher_.publish(std::make_shared<const news::Feed>(std::move(news.feed)), std::move(files));
  health_.loaded(items);
  if (files_.news && can_be_read_again(*files_.news)) {
    news_watch_ = std::make_unique<sources::FileWatch>(context_, *files_.news, [this] { try_news(false); });
  }
  if (files_.assets) {
    assets_watch_ = std::make_unique<sources::FolderWatch>(context_, *files_.assets, [this] { try_assets(); });
  }
  thread_ = std::thread([this] { context_.run(); });
}

void LiveNews::read_news() {
  if (news_watch_) boost::asio::post(context_, [this] { try_news(true); });
}

void LiveNews::refuse(const std::string& what) {
  // Whoever writes into the folder again and again need not read the same again and again.
  if (std::exchange(refused_why_, what) == what) return;
  health_.refused(what);
  operations::log_error(what + "; the news before are served on");
}

void LiveNews::try_news(bool even_unchanged) {
  try {
    if (!can_be_read_again(*files_.news)) return refuse(*files_.news + ": is no file");
    auto loaded = load_news(*files_.news);
    if (!loaded.has_value()) return refuse(loaded.error());
    auto news = std::move(loaded).value();
    const auto items = news.feed.items.size();
    if (news.fingerprint == served_) {
      if (!std::exchange(refused_why_, {}).empty() || even_unchanged) {
        operations::log_info(*files_.news + ": as it is served");
      }
      return health_.is_newest();
    }
    const auto before = publisher_.site();
    auto feed = std::make_shared<const news::Feed>(std::move(news.feed));
    publisher_.publish(feed, before->edition().files());
    served_ = news.fingerprint;
    refused_why_.clear();
    health_.loaded(items);
    operations::log_info(*files_.news + ": " + news::to_string(news::compare(before->edition().feed(), *feed)) + "; " +
                         std::to_string(items) + " items are served" +
                         (news.warnings > 0
                              ? ", with " + std::to_string(news.warnings) + " warnings that `latest-news check` shows"
                              : ""));
  } catch (const std::exception& exception) {
    refuse(*files_.news + ": " + exception.what());
  }
}

void LiveNews::try_assets() {
  const auto& folder = *files_.assets;
  try {
    const auto feed = publisher_.site()->edition().shared_feed();
    publisher_.publish(feed, assets::read(folder));
    refused_why_.clear();
    health_.loaded(feed->items.size());
    operations::log_info("the files of " + folder + " have changed and are served");
  } catch (const std::exception& exception) {
    health_.refused(exception.what());
    operations::log_error("the files of " + folder + " have changed, and those before are served: " + exception.what());
  }
}

}  // namespace commands
