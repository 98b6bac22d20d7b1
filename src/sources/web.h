// sources/web.h - news from a URL: asked again and again, politely.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>

namespace sources {

// Whether it is a URL with http or https, and no path of a file.
bool is_web_url(const std::string& text);

struct WebAnswer {
  enum class Kind {
    changed,    // `body` is new
    unchanged,  // 304, or the same bytes
    failed,     // `error` says why, in one line that names the URL
  };

  Kind kind = Kind::failed;
  std::string body;
  std::string charset;  // of Content-Type; ""
  std::string error;
  std::chrono::seconds wait{0};  // that the server asks for: Retry-After, or max-age; 0: nothing
};

// One URL. Remembers its ETag and Last-Modified for the next question (RFC 9110, section 13.1).
class WebSource {
 public:
  // Bounds: 10 s to connect, 30 s in all, 64 MiB, 5 redirects, none from https to http. The server's certificate must
  // be valid.
  explicit WebSource(std::string url, std::chrono::milliseconds whole_timeout = std::chrono::seconds(30))
      : url_(std::move(url)), whole_timeout_(whole_timeout) {}

  const std::string& url() const { return url_; }

  // Blocks. One thread.
  WebAnswer fetch();
  // Any thread: a fetch that is under way ends soon, and each later one at once.
  void stop();

 private:
  const std::string url_;
  const std::chrono::milliseconds whole_timeout_;
  std::string etag_;
  std::string last_modified_;
  std::size_t last_bytes_ = 0;  // hash of what came last
  std::atomic<bool> stopped_ = false;
  std::mutex mutex_;
  std::function<void()> cancel_;  // of the fetch that is under way
};

}  // namespace sources
