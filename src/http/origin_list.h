// http/origin_list.h - origins (RFC 6454) that may read answers, and the hosts of pages.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http {

// "https://www.example.org", "http://localhost:8000", or "https://*.example.org": every host below
// example.org, but not example.org itself, as in a Content-Security-Policy (CSP Level 3, section 6.7.2.8).
struct OriginPattern {
  std::string scheme;  // "http" or "https"
  std::string host;    // lower case; of a wildcard, the part behind "*"
  std::string port;    // with its colon; "" for the scheme's default
  bool is_wildcard = false;

  // Nothing if the text is no such pattern.
  static std::optional<OriginPattern> read(std::string_view text);
  bool matches(std::string_view origin) const;
  std::string text() const;
};

// Any thread may call.
class OriginList {
 public:
  struct Entry {
    OriginPattern pattern;
    bool is_allowed;
  };
  explicit OriginList(std::vector<Entry> entries) : entries_(std::move(entries)) {}

  // A pattern that is not allowed has priority over one that is.
  bool allows(std::string_view origin) const;

 private:
  std::vector<Entry> entries_;
};

// The host of a URL or an origin, in lower case, without its port. "" if there is none, or if it has a character that
// no host has. RFC 9110, section 10.1.3: Referer.
std::string host_of(std::string_view url);

}  // namespace http
