// site/site.h - the origin: answers every URL with routes on cpp-httplib over one edition.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "edition/edition.h"
#include "server/origin.h"
#include "site/httplib_server.h"

namespace site {

class Site final : public server::Origin {
 public:
  // Makes what partners' pages load: the lists in HTML with their defaults and the scripts,
  // compressed at the fast level. prepare() makes the rest.
  explicit Site(std::shared_ptr<const edition::Edition> edition);

  const edition::Edition& edition() const { return *edition_; }
  // The path of the public URL, "/news"; "" if it has no path.
  const std::string& prefix() const { return prefix_; }

  const std::shared_ptr<server::Resource>* find(std::string_view target) const noexcept override;
  std::shared_ptr<server::Resource> make(std::string_view target) override;

  // Makes the first page, the feeds, the files for programs, and the newest items' pages. Then compresses everything
  // that is prepared at the best level, on `threads` threads, including this one. Ends soon after a stop request.
  // `progress` may be empty; this thread calls it from time to time, and at the end. Call prepare() once. It takes
  // seconds; meanwhile requests are answered.
  using Progress = std::function<void(std::size_t done, std::size_t all)>;
  void prepare(unsigned threads, const std::stop_token& stopping, const Progress& progress);

  // The answer of the routes, without any cache.
  http::Response answer(std::string_view target);

 private:
  // Never changed after others can see it. The keys point into `targets`.
  struct Prepared {
    std::vector<std::string> targets;
    std::unordered_map<std::string_view, std::shared_ptr<server::Resource>> by_target;

    const std::shared_ptr<server::Resource>* find(std::string_view target) const noexcept;
  };
  void add(Prepared& prepared, const std::string& target);
  // The target without the path of the public URL: a proxy may keep that path or remove it. Several
  // slashes at the beginning count as one.
  std::string_view own_target(std::string_view target) const noexcept;

  std::shared_ptr<const edition::Edition> edition_;
  const std::string prefix_;
  HttplibServer server_;
  Prepared lists_;
  Prepared pages_;
  std::atomic<bool> has_pages_ = false;  // when it is true, `pages_` may be read
};

}  // namespace site
