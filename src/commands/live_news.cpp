#include "commands/live_news.h"

#include <unistd.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <exception>
#include <filesystem>
#include <random>
#include <utility>

#include "news/changes.h"
#include "news/embargo.h"
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
  if (!path || sources::is_web_url(*path)) return path;
  const auto absolute = std::filesystem::absolute(*path, error);
  return error ? path : absolute.string();
}

}  // namespace

LiveNews::LiveNews(server::Server& server, operations::Health& health, Fence& fence, edition::Settings settings,
                   const LiveFiles& files)
    : health_(health),
      fence_(fence),
      files_{to_absolute(files.news), files.poll, to_absolute(files.assets)},
      publisher_(server, fence, std::move(settings), progress_on_terminal()),
      work_(context_.get_executor()),
      embargo_timer_(context_),
      poll_timer_(context_) {}

LiveNews::~LiveNews() {
  context_.stop();
  if (web_) web_->stop();
  if (thread_.joinable()) thread_.join();
}

void LiveNews::start(LoadedNews news, assets::Files files) {
  served_ = news.fingerprint;
  const auto feed = keep(std::move(news.feed));
  publisher_.publish(feed, std::move(files));
  health_.loaded(feed->items.size());
  if (files_.news && sources::is_web_url(*files_.news)) {
    web_.emplace(*files_.news);
    poll_after(files_.poll);
  } else if (files_.news && can_be_read_again(*files_.news)) {
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
  if (web_) boost::asio::post(context_, [this] { poll(true); });
}

bool LiveNews::set_fault(std::string& fault, const std::string& why) {
  const bool is_new = std::exchange(fault, why) != why;
  health_.set_refusal(news_fault_ + (news_fault_.empty() || assets_fault_.empty() ? "" : "; ") + assets_fault_);
  return is_new;
}

// Not all at the same time: up to a tenth later.
void LiveNews::poll_after(std::chrono::milliseconds wait) {
  static thread_local std::minstd_rand random(std::random_device{}());
  poll_timer_.expires_after(
      wait + std::chrono::milliseconds(std::uniform_int_distribution<std::int64_t>(0, wait.count() / 10)(random)));
  poll_timer_.async_wait([this](const boost::system::error_code& ec) {
    if (!ec) poll(false);
  });
}

// After failures it is asked less often, at most ten minutes apart.
void LiveNews::poll(bool even_unchanged) {
  constexpr std::chrono::milliseconds longest{600'000};
  auto answer = web_->fetch();
  const std::chrono::milliseconds asked = answer.wait;
  auto wait = std::max(files_.poll, asked);
  const bool has_failed = answer.kind == sources::WebAnswer::Kind::failed;
  failures_ = has_failed ? std::min(failures_ + 1, 10) : 0;
  if (has_failed) wait = std::max(wait, std::min(longest, files_.poll * (1 << failures_)));
  poll_after(wait);
  if (has_failed) {
    is_web_fault_ = news_fault_.empty() || is_web_fault_;
    return refuse_news(answer.error);
  }
  if (answer.kind == sources::WebAnswer::Kind::unchanged) {
    // Of a fault in the feed itself, it is still there.
    if (is_web_fault_) {
      is_web_fault_ = false;
      set_fault(news_fault_, {});
      operations::log_info(web_->url() + ": as it is served");
    }
    return;
  }
  try {
    auto loaded = load_news(Input{web_->url(), std::move(answer.body), std::move(answer.charset)});
    is_web_fault_ = false;
    if (!loaded.has_value()) return refuse_news(summary(loaded.error()));
    publish(std::move(loaded).value(), even_unchanged);
  } catch (const std::exception& exception) {
    refuse_news(web_->url() + ": " + exception.what());
  }
}

// The same fault is found again and again: the log has it once.
void LiveNews::refuse_news(const std::string& why) {
  if (set_fault(news_fault_, why)) operations::log_error(why + "; the news before are served on");
}

std::shared_ptr<const news::Feed> LiveNews::keep(news::Feed all) {
  const auto now = static_cast<std::int64_t>(std::time(nullptr));
  all_ = std::make_shared<const news::Feed>(std::move(all));
  next_change_ = news::next_change(*all_, now);
  if (const auto waiting = news::count_waiting(*all_, now); waiting > 0) {
    operations::log_info(std::to_string(waiting) + " items are not to be seen yet");
  }
  if (next_change_) wait_for_embargo();
  const bool has_hidden = std::any_of(all_->items.begin(), all_->items.end(),
                                      [now](const news::Item& item) { return !news::is_visible(item, now); });
  return has_hidden ? std::make_shared<const news::Feed>(news::visible_feed(*all_, now)) : all_;
}

void LiveNews::wait_for_embargo() {
  embargo_timer_.expires_after(std::chrono::seconds(1) -
                               std::chrono::milliseconds(std::chrono::duration_cast<std::chrono::milliseconds>(
                                                             std::chrono::system_clock::now().time_since_epoch())
                                                             .count() %
                                                         1000));
  embargo_timer_.async_wait([this](const boost::system::error_code& ec) {
    if (ec || !next_change_) return;
    const auto now = static_cast<std::int64_t>(std::time(nullptr));
    if (now < *next_change_) return wait_for_embargo();
    const auto before = publisher_.site();
    const auto feed = keep(*all_);
    publisher_.publish(feed, before->edition().files());
    health_.loaded(feed->items.size());
    operations::log_info("an embargo has ended, or an item has expired: " +
                         news::to_string(news::compare(before->edition().feed(), *feed)));
  });
}

void LiveNews::publish(LoadedNews news, bool even_unchanged) {
  if (news.fingerprint == served_) {
    if (set_fault(news_fault_, {}) || even_unchanged) operations::log_info(news.name + ": as it is served");
    return;
  }
  const auto before = publisher_.site();
  const auto feed = keep(std::move(news.feed));
  publisher_.publish(feed, before->edition().files());
  served_ = news.fingerprint;
  health_.loaded(feed->items.size());
  set_fault(news_fault_, {});
  operations::log_info(news.name + ": " + news::to_string(news::compare(before->edition().feed(), *feed)) + "; " +
                       std::to_string(feed->items.size()) + " items are served" +
                       (!news.warnings.empty() ? ", with " + std::to_string(news.warnings.size()) +
                                                     " warnings that `latest-news check` shows"
                                               : ""));
}

bool LiveNews::try_news(bool even_unchanged) {
  const auto& file = *files_.news;
  try {
    auto loaded = load_news(file, sources::FileType::regular);  // a pipe could be read only once
    if (!loaded.has_value()) {
      refuse_news(summary(loaded.error()));
      return loaded.error().unreadable.empty();
    }
    publish(std::move(loaded).value(), even_unchanged);
  } catch (const std::exception& exception) {
    refuse_news(file + ": " + exception.what());
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
