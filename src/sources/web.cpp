#include "sources/web.h"

#include <httplib.h>

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <csignal>
#include <ctime>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

#include "http/http_date.h"
#include "reading/json_feed.h"
#include "reading/url.h"
#include "sources/split_url.h"

namespace sources {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr seconds connection_timeout{10};
constexpr seconds longest_wait{3600};
constexpr int max_redirects = 5;

seconds number_of(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end != text.data() ? std::min(seconds(value), longest_wait) : seconds(0);
}

// For a failure, Retry-After (RFC 9110, section 10.2.3). For an answer, max-age (RFC 9111, section
// 5.2.2.1).
seconds wait_of(const httplib::Response& response) {
  if (response.has_header("Retry-After")) {
    const auto value = response.get_header_value("Retry-After");
    const auto now = static_cast<std::int64_t>(std::time(nullptr));
    const auto moment = http::parse_http_date(value, now);
    return moment ? std::clamp(seconds(*moment - now), seconds(0), longest_wait) : number_of(value);
  }
  const auto control = response.get_header_value("Cache-Control");
  const auto age = control.find("max-age=");
  return age == std::string::npos ? seconds(0) : number_of(std::string_view(control).substr(age + 8));
}

std::string charset_of(const httplib::Response& response) {
  const auto type = response.get_header_value("Content-Type");
  const auto at = type.find("charset=");
  if (at == std::string::npos) return "";
  auto charset = type.substr(at + 8, type.find(';', at) - at - 8);
  std::erase(charset, '"');
  std::erase(charset, ' ');
  return charset;
}

std::string describe(httplib::Error error) {
  switch (error) {
    case httplib::Error::Connection:
      return "no connection";
    case httplib::Error::Read:
      return "the answer was cut off, or took longer than 30 seconds";
    default:
      break;
  }
  // The kinds of these errors differ between versions of cpp-httplib. Their texts begin the same
  // way.
  auto text = httplib::to_string(error);
  if (text.starts_with("SSL")) return "the certificate is not valid for this name, or the connection is not secure";
  return text;
}

// OpenSSL writes with write(2). If a server closes early, SIGPIPE would end the process. So this
// blocks the signal in this thread, and removes a pending one at the end.
class WithoutSigpipe {
 public:
  WithoutSigpipe() {
    sigemptyset(&sigpipe_);
    sigaddset(&sigpipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &sigpipe_, &before_);
  }
  WithoutSigpipe(const WithoutSigpipe&) = delete;
  WithoutSigpipe& operator=(const WithoutSigpipe&) = delete;
  ~WithoutSigpipe() {
    const timespec now{};
    sigtimedwait(&sigpipe_, nullptr, &now);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t sigpipe_{};
  sigset_t before_{};
};

// Calls `end` from `deadline` on, every 100 ms, from a thread of its own, until it is destroyed. cpp-httplib's timeouts
// count from byte to byte: they do not bound an answer that comes slowly. Once is not enough: where the connection is
// still being made, there is nothing to end yet.
class Deadline {
 public:
  Deadline(steady_clock::time_point deadline, std::function<void()> end)
      : thread_([this, deadline, end = std::move(end)](const std::stop_token& stopping) {
          std::unique_lock lock(mutex_);
          for (auto next = deadline; !stopping.stop_requested(); next += std::chrono::milliseconds(100)) {
            changed_.wait_until(lock, stopping, next, [] { return false; });
            if (!stopping.stop_requested()) end();
          }
        }) {}

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::jthread thread_;
};

}  // namespace

bool is_web_url(const std::string& text) { return text.starts_with("http://") || text.starts_with("https://"); }

void WebSource::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  if (cancel_) cancel_();
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): one question, and each way in which it can end
WebAnswer WebSource::fetch() {
  const auto deadline = steady_clock::now() + whole_timeout_;
  const WithoutSigpipe without_sigpipe;
  WebAnswer answer;
  const auto fail = [&](const std::string& why) {
    answer.kind = WebAnswer::Kind::failed;
    answer.error = url_ + ": " + why;
    return answer;
  };
  auto url = url_;
  for (int redirects = 0; redirects <= max_redirects; ++redirects) {
    if (steady_clock::now() > deadline) return fail(describe(httplib::Error::Read));
    const auto [origin, target] = split_url(url);
    httplib::Client client(origin);
    if (!client.is_valid()) return fail("this is no URL with http or https");
    client.set_connection_timeout(connection_timeout);
    client.set_read_timeout(connection_timeout);
    httplib::Headers fields{
        {"User-Agent", "latest-news"},
        {"Accept", "application/feed+json, application/rss+xml, application/atom+xml, text/plain, */*;q=0.5"}};
    if (!etag_.empty()) fields.emplace("If-None-Match", etag_);
    if (!last_modified_.empty()) fields.emplace("If-Modified-Since", last_modified_);
    {
      const std::lock_guard lock(mutex_);
      if (stopped_) return fail("stopped");
      cancel_ = [&client] { client.stop(); };
    }
    std::string body;
    bool is_too_large = false;
    const Deadline watch(deadline, [&client] { client.stop(); });
    const auto result = client.Get(target, fields, [&](const char* bytes, std::size_t size) {
      is_too_large = body.size() + size > reading::max_file_bytes;
      if (is_too_large || stopped_ || steady_clock::now() > deadline) return false;
      body.append(bytes, size);
      return true;
    });
    {
      const std::lock_guard lock(mutex_);
      cancel_ = nullptr;
    }
    if (is_too_large) return fail(reading::too_large_message());
    if (!result) return fail(describe(result.error()));
    answer.wait = wait_of(*result);
    if (result->status == 304) {
      answer.kind = WebAnswer::Kind::unchanged;
      return answer;
    }
    if (result->status >= 300 && result->status < 400 && result->has_header("Location")) {
      const auto next = reading::resolve_url(result->get_header_value("Location"), url, reading::Schemes::web);
      if (!next) return fail("it redirects to no URL");
      if (url.starts_with("https:") && !next->starts_with("https:")) return fail("it redirects from https to http");
      url = *next;
      continue;
    }
    if (result->status != 200) return fail("HTTP status " + std::to_string(result->status));
    // Some servers change the tag with each answer, so this compares the bytes.
    const auto hash = std::hash<std::string>()(body);
    answer.kind = hash == last_bytes_ ? WebAnswer::Kind::unchanged : WebAnswer::Kind::changed;
    last_bytes_ = hash;
    etag_ = result->get_header_value("ETag");
    last_modified_ = result->get_header_value("Last-Modified");
    answer.charset = charset_of(*result);
    const auto now = static_cast<std::int64_t>(std::time(nullptr));
    if (const auto modified = http::parse_http_date(last_modified_, now))
      answer.modified = static_cast<double>(*modified);
    answer.body = std::move(body);
    return answer;
  }
  return fail("more than 5 redirects");
}

}  // namespace sources
