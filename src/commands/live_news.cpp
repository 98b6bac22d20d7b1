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

bool LiveNews::set_fault(std::string& fault, const std::string& why) {
  const bool is_new = std::exchange(fault, why) != why;
  if (news_fault_.empty() && assets_fault_.empty()) {
    health_.is_newest();
  } else {
    health_.refused(news_fault_ + (news_fault_.empty() || assets_fault_.empty() ? "" : "; ") + assets_fault_);
  }
  return is_new;
}

void LiveNews::try_news(bool even_unchanged) {
  const auto& file = *files_.news;
  const auto refuse = [&](const std::string& why) {
    // Whoever writes into the folder again and again need not read the same again and again.
    if (set_fault(news_fault_, why)) operations::log_error(why + "; the news before are served on");
  };
  try {
    if (!can_be_read_again(file)) return refuse(file + ": is no file");
    auto loaded = load_news(file);
    if (!loaded.has_value()) return refuse(summary(loaded.error()));
    auto news = std::move(loaded).value();
    if (news.fingerprint == served_) {
      if (set_fault(news_fault_, {}) || even_unchanged) operations::log_info(file + ": as it is served");
      return;
    }
    const auto before = publisher_.site();
    auto feed = std::make_shared<const news::Feed>(std::move(news.feed));
    publisher_.publish(feed, before->edition().files());
    served_ = news.fingerprint;
    health_.loaded(feed->items.size());
    set_fault(news_fault_, {});
    operations::log_info(file + ": " + news::to_string(news::compare(before->edition().feed(), *feed)) + "; " +
                         std::to_string(feed->items.size()) + " items are served" +
                         (!news.warnings.empty() ? ", with " + std::to_string(news.warnings.size()) +
                                                       " warnings that `latest-news check` shows"
                                                 : ""));
  } catch (const std::exception& exception) {
    refuse(file + ": " + exception.what());
  }
}

void LiveNews::try_assets() {
  const auto& folder = *files_.assets;
  try {
    const auto feed = publisher_.site()->edition().shared_feed();
    publisher_.publish(feed, assets::read(folder));
    health_.loaded(feed->items.size());
    set_fault(assets_fault_, {});
    operations::log_info("the files of " + folder + " have changed and are served");
  } catch (const std::exception& exception) {
    set_fault(assets_fault_, exception.what());
    operations::log_error("the files of " + folder + " have changed, and those before are served: " + exception.what());
  }
}

}  // namespace commands
