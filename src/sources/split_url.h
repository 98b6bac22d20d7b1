// sources/split_url.h - an absolute http or https URL in the two parts that an HTTP client needs.
#pragma once

#include <algorithm>
#include <string>

namespace sources {

struct SplitUrl {
  std::string origin;  // "https://news.example:8443"
  std::string target;  // "/feed.xml?x=1"; without the fragment; "/" if the URL has no path
};

// `url` must contain "://".
inline SplitUrl split_url(const std::string& url) {
  const auto host = url.find("://") + 3;
  const auto end = std::min(url.find_first_of("/?#", host), url.size());
  auto target = url.substr(end, url.find('#', end) - end);
  if (!target.starts_with('/')) target = "/" + target;
  return {url.substr(0, end), target};
}

}  // namespace sources
