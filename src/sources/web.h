// sources/web.h - gets news from a URL repeatedly, and waits as long as the server asks.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

namespace sources {

// Whether the text is a URL with http or https. Otherwise it is the path of a file.
bool is_web_url(const std::string& text);

struct WebAnswer {
  enum class Kind {
    changed,    // `body` is new
    unchanged,  // 304, or the same bytes
    failed,     // `error` gives the reason, in one line that names the URL
  };

  Kind kind = Kind::failed;
  std::string body;
  std::string charset;  // of Content-Type; ""
  std::string error;
  std::optional<double> modified = {};  // Last-Modified, in seconds since 1970
  std::chrono::seconds wait{0};         // as the server asks: Retry-After or max-age; 0: it does not ask
};

// Gets one URL. Keeps its ETag and Last-Modified for the next request (RFC 9110, section 13.1).
class WebSource {
 public:
  // Limits: 10 s to connect, 30 s in all, 64 MiB, 5 redirects, and no redirect from https to http.
  // The server's certificate must be valid.
  explicit WebSource(std::string url, std::chrono::milliseconds whole_timeout = std::chrono::seconds(30))
      : url_(std::move(url)), whole_timeout_(whole_timeout) {}

  const std::string& url() const { return url_; }

  // Blocks. Only one thread may call.
  WebAnswer fetch();
  // Any thread may call. A fetch in progress ends soon, and each later one ends at once.
  void stop();

 private:
  const std::string url_;
  const std::chrono::milliseconds whole_timeout_;
  std::string etag_;
  std::string last_modified_;
  std::size_t last_bytes_ = 0;  // hash of the last body
  std::atomic<bool> stopped_ = false;
  std::mutex mutex_;
  std::function<void()> cancel_;  // cancels the fetch in progress
};

}  // namespace sources
