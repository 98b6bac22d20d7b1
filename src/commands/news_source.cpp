#include "commands/news_source.h"

#include <sys/stat.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <random>
#include <system_error>
#include <utility>

#include "operations/log.h"
#include "sources/file.h"

namespace commands {
namespace {

constexpr std::chrono::milliseconds longest_wait{600'000};

// A pipe can be read only once.
bool can_be_read_again(const std::string& file) {
  std::error_code error;
  const auto type = std::filesystem::status(file, error).type();
  using Type = std::filesystem::file_type;
  return error || type == Type::regular || type == Type::directory || type == Type::not_found;
}

// Otherwise, if another folder takes the name of the working folder, a relative path would still
// lead into the old one, as long as the program runs.
std::string to_absolute(const std::string& source) {
  std::error_code error;
  if (source.empty() || sources::is_web_url(source)) return source;
  const auto absolute = std::filesystem::absolute(source, error);
  return error ? source : absolute.string();
}

// Of the file that the path leads to. A file that was moved here has the time when it was written.
std::optional<double> time_of_change(const std::string& file) {
  struct stat status = {};
  if (::stat(file.c_str(), &status) != 0) return std::nullopt;
  const auto seconds = [](const timespec& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
  };
  return std::max(seconds(status.st_mtim), seconds(status.st_ctim));
}

void keep_copy(const std::optional<sources::StateFolder>& state, const Input& input) {
  if (!state) return;
  if (const auto problem = state->keep(input.name, {input.bytes, input.charset})) operations::log_error(*problem);
}

// Loads the kept copy of a URL that failed. `fault` gets what is wrong with the copy.
std::optional<LoadedNews> load_copy(const sources::StateFolder& state, const std::string& url, std::string& fault) {
  auto found = state.find(url);
  if (!found.has_value()) {
    fault += "; " + found.error();
    return std::nullopt;
  }
  auto copy = std::move(found).value();
  if (!copy) return std::nullopt;
  auto loaded = load_news(Input{url, std::move(copy->body), std::move(copy->charset)});
  if (!loaded.has_value()) return std::nullopt;  // a version that accepted more has kept it
  fault += "; the copy of it that was kept is served";
  return std::move(loaded).value();
}

Result<LoadedNews, InputProblem> load_web(const std::string& url, const std::optional<sources::StateFolder>& state) {
  const auto input = read_input(url);
  if (!input.has_value()) return input.error();
  auto loaded = load_news(input.value());
  if (loaded.has_value()) keep_copy(state, input.value());
  return loaded;
}

}  // namespace

Result<std::vector<FirstNews>, InputProblem> load_first_news(const std::vector<std::string>& sources,
                                                             const std::optional<sources::StateFolder>& state) {
  std::vector<FirstNews> all;
  if (sources.empty()) {
    auto bundled = load_news(std::nullopt);
    if (!bundled.has_value()) return bundled.error();
    all.push_back({"", std::move(bundled).value(), ""});
    return all;
  }
  std::optional<InputProblem> first_problem;
  for (const auto& source : sources) {
    const bool is_web = sources::is_web_url(source);
    auto loaded = is_web ? load_web(source, state) : load_news(source);
    if (loaded.has_value()) {
      all.push_back({source, std::move(loaded).value(), ""});
      continue;
    }
    if (!is_web) return loaded.error();
    auto fault = summary(loaded.error());
    auto copy = state ? load_copy(*state, source, fault) : std::nullopt;
    if (!copy && !first_problem) {
      first_problem = loaded.error();
      if (first_problem->findings.empty()) first_problem->unreadable = fault;
    }
    all.push_back({source, std::move(copy), std::move(fault)});
  }
  const bool has_news = std::any_of(all.begin(), all.end(), [](const FirstNews& one) { return one.news.has_value(); });
  if (!has_news && first_problem) return *std::move(first_problem);
  return all;
}

NewsSource::NewsSource(boost::asio::io_context& context, Fence& fence, FirstNews first, Settings settings,
                       Events events)
    : context_(context),
      fence_(fence),
      source_(to_absolute(first.source)),
      settings_(std::move(settings)),
      events_(std::move(events)),
      fault_(std::move(first.fault)),
      is_web_fault_(!fault_.empty()),
      poll_timer_(context) {
  if (!first.news) return;
  served_ = first.news->fingerprint;
  feed_ = std::make_shared<const news::Feed>(std::move(first.news->feed));
}

void NewsSource::start() {
  if (!fault_.empty()) operations::log_error(fault_);
  if (source_.empty()) return;
  if (is_web()) {
    web_.emplace(source_);
    poll_after(settings_.poll);
  } else if (can_be_read_again(source_)) {
    const auto look = [this] { return sources::look_at(source_); };
    watch_.emplace(context_, look, [this] { return read_file(false); });
  }
}

void NewsSource::read_again() {
  if (watch_) read_file(true);
  if (web_) poll(true);
}

void NewsSource::stop() {
  if (web_) web_->stop();
}

// Adds up to a tenth of the time, so that not all requests go out at the same moment.
void NewsSource::poll_after(std::chrono::milliseconds wait) {
  static thread_local std::minstd_rand random(std::random_device{}());
  poll_timer_.expires_after(
      wait + std::chrono::milliseconds(std::uniform_int_distribution<std::int64_t>(0, wait.count() / 10)(random)));
  poll_timer_.async_wait([this](const boost::system::error_code& ec) {
    if (!ec) poll(false);
  });
}

void NewsSource::poll(bool even_unchanged) {
  if (is_asking_) return;
  sources::WebAnswer failed;
  try {
    failed.error = source_ + ": internal error";
    asking_ = std::jthread([this, even_unchanged, answer = failed]() mutable {
      fence_.run(Work::files, [&] { answer = web_->fetch(); });
      boost::asio::post(context_, [this, answer = std::move(answer), even_unchanged]() mutable {
        is_asking_ = false;
        take_answer(std::move(answer), even_unchanged);
      });
    });
    is_asking_ = true;
  } catch (const std::system_error& error) {
    failed.error = source_ + ": the system gave no thread to ask it: " + error.what();
    take_answer(std::move(failed), even_unchanged);
  }
}

// After many failures in a row, the URL is requested less often: up to ten minutes apart. Not after the first ones:
// replicas that missed a short outage at different moments must agree again within the interval.
void NewsSource::take_answer(sources::WebAnswer answer, bool even_unchanged) {
  const std::chrono::milliseconds asked = answer.wait;
  auto wait = std::max(settings_.poll, asked);
  const bool has_failed = answer.kind == sources::WebAnswer::Kind::failed;
  constexpr int patience = 30;
  failures_ = has_failed ? std::min(failures_ + 1, patience + 10) : 0;
  if (failures_ > patience) {
    wait = std::max(wait, std::min(longest_wait, settings_.poll * (1 << (failures_ - patience))));
  }
  poll_after(wait);
  if (has_failed) {
    is_web_fault_ = fault_.empty() || is_web_fault_;
    return refuse(answer.error);
  }
  if (answer.kind == sources::WebAnswer::Kind::unchanged) {
    // If the fault is in the feed itself, it is still there.
    if (is_web_fault_) {
      is_web_fault_ = false;
      set_fault({});
      operations::log_info(source_ + ": as it is served");
    }
    return;
  }
  try {
    const Input input{source_, std::move(answer.body), std::move(answer.charset)};
    auto loaded = load_news(input);
    is_web_fault_ = false;
    if (!loaded.has_value()) return refuse(summary(loaded.error()));
    auto news = std::move(loaded).value();
    news.changed = answer.modified;
    take(std::move(news), even_unchanged);
    keep_copy(settings_.state, input);
  } catch (const std::exception& exception) {
    refuse(source_ + ": " + exception.what());
  }
}

bool NewsSource::read_file(bool even_unchanged) {
  try {
    auto loaded = load_news(source_, sources::FileType::regular);  // regular files only: a pipe could be read only once
    if (!loaded.has_value()) {
      refuse(summary(loaded.error()));
      return loaded.error().unreadable.empty();
    }
    auto news = std::move(loaded).value();
    news.changed = time_of_change(source_);
    take(std::move(news), even_unchanged);
  } catch (const std::exception& exception) {
    refuse(source_ + ": " + exception.what());
  }
  return true;
}

void NewsSource::take(LoadedNews news, bool even_unchanged) {
  if (feed_ && news.fingerprint == served_) {
    if (set_fault({}) || even_unchanged) operations::log_info(news.name + ": as it is served");
    return;
  }
  auto before = std::exchange(feed_, std::make_shared<const news::Feed>(std::move(news.feed)));
  try {
    events_.on_news(news);
  } catch (...) {
    feed_ = std::move(before);
    throw;
  }
  served_ = news.fingerprint;
  set_fault({});
}

// The same fault may be found many times. It is logged once.
void NewsSource::refuse(const std::string& why) {
  if (set_fault(why)) operations::log_error(why + "; the news before are served on");
}

bool NewsSource::set_fault(const std::string& why) {
  if (std::exchange(fault_, why) == why) return false;
  events_.on_fault();
  return true;
}

}  // namespace commands
