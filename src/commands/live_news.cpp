#include "commands/live_news.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <chrono>
#include <ctime>
#include <exception>
#include <filesystem>
#include <utility>

#include "background.h"
#include "commands/progress.h"
#include "news/changes.h"
#include "news/embargo.h"
#include "news/merge.h"
#include "operations/log.h"
#include "sources/file.h"

namespace commands {
namespace {

// Otherwise, if another folder takes the name of the working folder, a relative path would still
// lead into the old one, as long as the program runs.
std::optional<std::string> to_absolute(const std::optional<std::string>& path) {
  std::error_code error;
  if (!path) return path;
  const auto absolute = std::filesystem::absolute(*path, error);
  return error ? path : absolute.string();
}

}  // namespace

LiveNews::LiveNews(server::Server& server, operations::Health& health, PublisherView& view, Fence& fence,
                   edition::Settings settings, const LiveSettings& live)
    : health_(health),
      view_(view),
      fence_(fence),
      settings_{live.source, live.embargo_future, to_absolute(live.assets), live.on_edition},
      publisher_(server, fence, std::move(settings), progress_on_terminal("compressing")),
      work_(context_.get_executor()),
      embargo_timer_(context_) {}

LiveNews::~LiveNews() {
  context_.stop();
  for (const auto& source : sources_) source->stop();
  if (thread_.joinable()) thread_.join();
}

std::size_t LiveNews::start(std::vector<FirstNews> first, assets::Files files) {
  for (auto& one : first) {
    readings_.emplace_back().name = one.source.empty() ? "the bundled news" : one.source;
    if (one.news) {
      readings_.back().name = one.news->name;
      note_reading(*one.news);
    }
    sources_.push_back(std::make_unique<NewsSource>(
        context_, fence_, std::move(one), settings_.source,
        NewsSource::Events{[this](const LoadedNews& news) { publish(news); }, [this] { tell_health(); }}));
  }
  const auto feed = merge();
  publisher_.publish(feed, std::move(files));
  serve_now(*feed);
  for (const auto& source : sources_) source->start();
  tell_health();
  if (settings_.assets) {
    const std::filesystem::path folder(*settings_.assets);
    const auto look = [folder] { return sources::look_below({folder / "widget", folder / "static"}); };
    assets_watch_.emplace(context_, look, [this, folder] { return try_assets(folder.string()); });
  }
  thread_ = std::thread([this] {
    background::work_in_pieces();
    fence_.run_loop(Work::files, context_);
  });
  return feed->items.size();
}

void LiveNews::read_news() {
  boost::asio::post(context_, [this] {
    for (const auto& source : sources_) source->read_again();
  });
}

void LiveNews::tell_health() {
  std::string faults;
  const auto add = [&faults](const std::string& fault) {
    if (!fault.empty()) faults += (faults.empty() ? "" : "; ") + fault;
  };
  for (const auto& source : sources_) add(source->fault());
  add(assets_fault_);
  health_.set_refusal(faults);
  tell_view();
}

void LiveNews::serve_now(const news::Feed& feed, std::optional<double> changed) {
  using namespace std::chrono;
  const auto& name = publisher_.site()->edition().name();
  std::optional<double> lag;
  // The source's clock may be fast.
  if (changed) lag = std::max(0.0, duration<double>(system_clock::now().time_since_epoch()).count() - *changed);
  health_.loaded(feed.items.size(), name, lag);
  if (loaded_ != 0 && settings_.on_edition) settings_.on_edition(name);
  loaded_ = std::time(nullptr);
  tell_view();
}

void LiveNews::tell_view() {
  PublisherState state;
  state.site = publisher_.site();
  state.all = all_;
  state.loaded = loaded_;
  state.sources = readings_;
  for (std::size_t place = 0; place < sources_.size(); ++place) {
    state.sources[place].fault = sources_[place]->fault();
    if (sources_[place]->feed()) state.sources[place].items = sources_[place]->feed()->items.size();
  }
  state.assets = settings_.assets.value_or("");
  state.assets_fault = assets_fault_;
  view_.set(std::move(state));
}

void LiveNews::note_reading(const LoadedNews& news) {
  for (auto& source : readings_) {
    if (source.name != news.name) continue;
    source.read = std::time(nullptr);
    source.warnings.clear();
    for (const auto& warning : news.warnings) source.warnings.push_back(reading::to_string(warning, news.name));
  }
}

std::shared_ptr<const news::Feed> LiveNews::merge() {
  std::vector<std::shared_ptr<const news::Feed>> feeds;
  for (const auto& source : sources_) {
    if (source->feed()) feeds.push_back(source->feed());
  }
  all_ = news::merge(feeds);
  if (settings_.embargo_future) {
    auto held_back = *all_;
    news::hold_back_future(held_back, std::time(nullptr));
    all_ = std::make_shared<const news::Feed>(std::move(held_back));
  }
  return visible_now();
}

std::shared_ptr<const news::Feed> LiveNews::visible_now() {
  const auto now = static_cast<std::int64_t>(std::time(nullptr));
  next_change_ = news::next_change(*all_, now);
  for (const auto* item : news::waiting(*all_, now)) {
    operations::log_info("not to be seen yet: " + news::waiting_text(*item));
  }
  if (next_change_) wait_for_embargo();
  const bool has_hidden = std::any_of(all_->items.begin(), all_->items.end(),
                                      [now](const news::Item& item) { return !news::is_visible(item, now); });
  return has_hidden ? std::make_shared<const news::Feed>(news::visible_feed(*all_, now)) : all_;
}

void LiveNews::wait_for_embargo() {
  using namespace std::chrono;
  const auto since_second = duration_cast<milliseconds>(system_clock::now().time_since_epoch()) % seconds(1);
  embargo_timer_.expires_after(seconds(1) - since_second);
  embargo_timer_.async_wait([this](const boost::system::error_code& ec) {
    if (ec || !next_change_) return;
    const auto now = static_cast<std::int64_t>(std::time(nullptr));
    if (now < *next_change_) return wait_for_embargo();
    const auto before = publisher_.site();
    const auto feed = visible_now();
    publisher_.publish(feed, before->edition().files());
    serve_now(*feed);
    operations::log_info("an embargo has ended, or an item has expired: " +
                         news::to_string(news::compare(before->edition().feed(), *feed)));
  });
}

void LiveNews::publish(const LoadedNews& changed) {
  note_reading(changed);
  const auto before = publisher_.site();
  const auto feed = merge();
  publisher_.publish(feed, before->edition().files());
  serve_now(*feed, changed.changed);
  operations::log_info(changed.name + ": " + news::to_string(news::compare(before->edition().feed(), *feed)) + "; " +
                       std::to_string(feed->items.size()) + " items are served" +
                       (!changed.warnings.empty() ? ", with " + std::to_string(changed.warnings.size()) +
                                                        " warnings that `latest-news check` shows"
                                                  : ""));
}

bool LiveNews::set_assets_fault(const std::string& why) {
  if (std::exchange(assets_fault_, why) == why) return false;
  tell_health();
  return true;
}

bool LiveNews::try_assets(const std::string& folder) {
  const auto refuse = [&](const std::string& why) {
    if (set_assets_fault(why)) {
      operations::log_error("the files of " + folder + " have changed, and those before are served: " + why);
    }
  };
  try {
    auto files = assets::read(folder, operations::log_warning);
    const auto before = publisher_.site();
    if (files == before->edition().files()) {
      if (set_assets_fault({})) operations::log_info("the files of " + folder + " are as they are served");
      return true;
    }
    const auto feed = before->edition().shared_feed();
    publisher_.publish(feed, std::move(files));
    serve_now(*feed);
    set_assets_fault({});
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
