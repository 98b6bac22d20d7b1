// site/site.h - the origin: what every URL means, as routes on cpp-httplib over one edition.
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
  // Makes what is asked first: every list by its defaults, every static file, compressed at the fast level. The rest is
  // left to prepare().
  explicit Site(std::shared_ptr<const edition::Edition> edition);

  const edition::Edition& edition() const { return *edition_; }

  const std::shared_ptr<server::Resource>* find(std::string_view target) const noexcept override;
  std::shared_ptr<server::Resource> make(std::string_view target) override;

  // Makes the newest items' pages, then compresses all that is prepared at the best level, on `threads` threads, this
  // one included. Ends soon once a stop is requested. `progress` may be empty; it is called on this thread now and
  // then, and at the end. Call it once. It takes seconds, beside which requests are answered.
  using Progress = std::function<void(std::size_t done, std::size_t all)>;
  void prepare(unsigned threads, const std::stop_token& stopping, const Progress& progress);

  // The answer of the routes, whatever was made before.
  http::Response answer(std::string_view target);

 private:
  // Never changed once others see it. The keys point into `targets`.
  struct Prepared {
    std::vector<std::string> targets;
    std::unordered_map<std::string_view, std::shared_ptr<server::Resource>> by_target;

    const std::shared_ptr<server::Resource>* find(std::string_view target) const noexcept;
  };
  void add(Prepared& prepared, const std::string& target);
  // The target without the path of the public URL: a proxy may pass it on or take it off. Several slashes at the
  // beginning count as one.
  std::string_view own_target(std::string_view target) const noexcept;

  std::shared_ptr<const edition::Edition> edition_;
  const std::string prefix_;  // the path of the public URL, "/news"; "" for none
  HttplibServer server_;
  Prepared lists_;
  Prepared pages_;
  std::atomic<bool> has_pages_ = false;  // from then on `pages_` may be looked at
};

}  // namespace site
