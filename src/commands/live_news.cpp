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
#include "sources/file.h"

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

// A pipe can be read only once.
bool can_be_read_again(const std::string& file) {
  std::error_code error;
  const auto type = std::filesystem::status(file, error).type();
  using Type = std::filesystem::file_type;
  return error || type == Type::regular || type == Type::directory || type == Type::not_found;
}

// A relative path would lead into the working folder for as long as the program runs, also after another folder has
// taken that one's name.
std::optional<std::string> to_absolute(const std::optional<std::string>& path) {
  std::error_code error;
  if (!path) return path;
  const auto absolute = std::filesystem::absolute(*path, error);
  return error ? path : absolute.string();
}

}  // namespace

LiveNews::LiveNews(server::Server& server, operations::Health& health, Fence& fence, edition::Settings settings,
                   LiveFiles files)
    : health_(health),
      fence_(fence),
      files_{to_absolute(files.news), to_absolute(files.assets)},
      publisher_(server, fence, std::move(settings), progress_on_terminal()),
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
    news_watch_.emplace(
        context_, [this] { return sources::look_at(*files_.news); }, [this] { return try_news(false); });
  }
  if (files_.assets) {
    const std::filesystem::path folder(*files_.assets);
    assets_watch_.emplace(
        context_,
        [folder] {
          return sources::look_below({folder / "widget", folder / "static"});
        },
        [this] { return try_assets(); });
  }
  thread_ = std::thread([this] { fence_.run_loop(Work::files, context_); });
}

void LiveNews::read_news() {
  if (news_watch_) boost::asio::post(context_, [this] { try_news(true); });
}

bool LiveNews::set_fault(std::string& fault, const std::string& why) {
  const bool is_new = std::exchange(fault, why) != why;
  health_.set_refusal(news_fault_ + (news_fault_.empty() || assets_fault_.empty() ? "" : "; ") + assets_fault_);
  return is_new;
}

bool LiveNews::try_news(bool even_unchanged) {
  const auto& file = *files_.news;
  // The same fault is found again and again: the log has it once.
  const auto refuse = [&](const std::string& why) {
    if (set_fault(news_fault_, why)) operations::log_error(why + "; the news before are served on");
  };
  try {
    auto loaded = load_news(file, sources::FileType::regular);  // a pipe could be read only once
    if (!loaded.has_value()) {
      refuse(summary(loaded.error()));
      return loaded.error().unreadable.empty();
    }
    auto news = std::move(loaded).value();
    if (news.fingerprint == served_) {
      if (set_fault(news_fault_, {}) || even_unchanged) operations::log_info(file + ": as it is served");
      return true;
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
  return true;
}

bool LiveNews::try_assets() {
  const auto& folder = *files_.assets;
  const auto refuse = [&](const std::string& why) {
    if (set_fault(assets_fault_, why)) {
      operations::log_error("the files of " + folder + " have changed, and those before are served: " + why);
    }
  };
  try {
    auto files = assets::read(folder, operations::log_warning);
    const auto before = publisher_.site();
    if (files == before->edition().files()) {
      if (set_fault(assets_fault_, {})) operations::log_info("the files of " + folder + " are as they are served");
      return true;
    }
    const auto feed = before->edition().shared_feed();
    publisher_.publish(feed, std::move(files));
    health_.loaded(feed->items.size());
    set_fault(assets_fault_, {});
    operations::log_info("the files of " + folder + " have changed and are served");
  } catch (const std::filesystem::filesystem_error& error) {
    refuse(error.what() + sources::remedy_for(error.code().value()));
    return false;
  } catch (const std::exception& exception) {
    refuse(exception.what());
  }
  return true;
}

}  // namespace commands
